/* A recursive mutex lets the handler in on top of a put: two events take one slot. */
#define _XOPEN_SOURCE 700
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { CAPACITY = 8, PARTS = 100, ROUNDS = 40000 }; /* an event has parts */

static pthread_mutex_t ring;
static volatile int slots[CAPACITY][PARTS], used, accepted, noted, drained; /* sums */

static bool put(int event) {
    pthread_mutex_lock(&ring);
    bool room = used < CAPACITY;
    if (room) {
        volatile int *slot = slots[used];
        for (int i = 0; i < PARTS; i++) {
            slot[i] = event;
        }
        used = used + 1;
    }
    pthread_mutex_unlock(&ring);
    return room;
}

static void drain(void) {
    pthread_mutex_lock(&ring);
    for (int i = 0; i < used; i++) {
        drained += slots[i][PARTS - 1];
    }
    used = 0;
    pthread_mutex_unlock(&ring);
}

static void on_usr1(int signo) {
    noted += put(signo) ? signo : 0;
}

int main(void) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&ring, &attributes);
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
