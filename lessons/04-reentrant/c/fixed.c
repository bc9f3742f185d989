/* The handler stays out while the ring is changed: each event has a slot of its own. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { CAPACITY = 8, PARTS = 100, ROUNDS = 40000 }; /* an event has parts */

static sigset_t usr1; /* one thread: the mask is all the lock it needs */
static volatile int slots[CAPACITY][PARTS], used, accepted, noted, drained; /* sums */

static bool put(int event) {
    sigset_t old;
    sigprocmask(SIG_BLOCK, &usr1, &old);
    bool room = used < CAPACITY;
    if (room) {
        volatile int *slot = slots[used];
        for (int i = 0; i < PARTS; i++) {
            slot[i] = event;
        }
        used = used + 1;
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
    return room;
}

static void drain(void) {
    sigset_t old;
    sigprocmask(SIG_BLOCK, &usr1, &old);
    for (int i = 0; i < used; i++) {
        drained += slots[i][PARTS - 1];
    }
    used = 0;
    sigprocmask(SIG_SETMASK, &old, NULL);
}

static void on_usr1(int signo) {
    noted += put(signo) ? signo : 0;
}

int main(void) {
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    struct sigaction action = {.sa_handler = on_usr1};
    sigaction(SIGUSR1, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < ROUNDS; i++) {
        accepted += put(1) ? 1 : 0;
        drain();
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGUSR1, &action, NULL);
    drain();
    int wanted = accepted + noted;
    return wanted != drained && fprintf(stderr, "%d accepted, %d drained\n", wanted, drained);
}
