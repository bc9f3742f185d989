/* The handler counts in an atomic step, and ordinary code prints: the log is whole. */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { LINES = 100000, LENGTH = 5 };

static FILE *lines_of;
static atomic_long users; /* lock-free on the usual machines */
static volatile long noted;

static void on_usr1(int signo) {
    (void)signo;
    atomic_fetch_add(&users, 1);
    noted++;
}

static void look(void) {
    for (long left = atomic_exchange(&users, 0); left > 0; left--) {
        fprintf(lines_of, "USR1\n");
    }
}

int main(void) {
    lines_of = tmpfile();
    struct sigaction action = {.sa_handler = on_usr1};
    sigaction(SIGUSR1, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < LINES; i++) {
        fprintf(lines_of, "work\n");
        look();
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGUSR1, &action, NULL);
    look();
    fflush(lines_of);
    long wanted = (LINES + noted) * LENGTH;
    long found = ftell(lines_of);
    return found != wanted && fprintf(stderr, "%ld bytes printed, %ld in the log\n", wanted, found);
}
