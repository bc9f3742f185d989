/* TERM becomes an event of the one wait that there is: a byte that is no request. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOPS = 500, STOP = 0 };

static int requests[2];

static void on_term(int signo) {
    (void)signo;
    int saved = errno;
    char stop = STOP;
    write(requests[1], &stop, 1);
    errno = saved;
}

static void serve(void) {
    char request;
    do {
        write(STDOUT_FILENO, ".", 1); /* "I am idle" */
        if (read(requests[0], &request, 1) != 1) {
            perror("read");
        }
    } while (request != STOP);
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
