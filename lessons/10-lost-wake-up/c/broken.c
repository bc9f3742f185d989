/* TERM arrives between the test and pause(): the handler has run, and pause() sleeps on. */
#include <signal.h>
#include <unistd.h>

enum { WAITS = 2000 };

static volatile sig_atomic_t stop;

static void on_term(int signo) {
    (void)signo;
    stop = 1;
}

static void await_stop(void) {
    while (!stop) {
        write(STDOUT_FILENO, ".", 1); /* "I am idle" */
        pause();
    }
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
