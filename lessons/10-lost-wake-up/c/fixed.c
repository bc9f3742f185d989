/* TERM is blocked during the test, and sigsuspend() unblocks it and sleeps in one step. */
#include <signal.h>
#include <unistd.h>

enum { WAITS = 2000 };

static volatile sig_atomic_t stop;

static void on_term(int signo) {
    (void)signo;
    stop = 1;
}

static void await_stop(void) {
    sigset_t term, old;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, &old);
    while (!stop) {
        write(STDOUT_FILENO, ".", 1); /* "I am idle" */
        sigsuspend(&old);
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGTERM, &action, NULL);
    for (int i = 0; i < WAITS; i++) {
        stop = 0;
        await_stop();
    }
    return 0;
}
