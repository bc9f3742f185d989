/* TERM sets a flag while read() waits for a request: nobody looks at it before the next one. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOPS = 500 };

static int requests[2];
static volatile sig_atomic_t stop;

static void on_term(int signo) {
    (void)signo;
    stop = 1;
}

static void serve(void) {
    char request;
    while (!stop) {
        write(STDOUT_FILENO, ".", 1); /* "I am idle" */
        if (read(requests[0], &request, 1) != 1) {
            perror("read");
        }
    }
    stop = 0;
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term, .sa_flags = SA_RESTART};
    if (pipe(requests)) {
        return 1;
    }
    sigaction(SIGTERM, &action, NULL);
    for (int i = 0; i < LOOPS; i++) {
        serve();
    }
    return 0;
}
