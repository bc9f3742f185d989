/* TERM becomes an event of the one wait that there is: a byte in a pipe of its own. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOPS = 500 };

static int requests[2];
static int events[2];
static volatile sig_atomic_t stop;

static void on_term(int signo) {
    (void)signo;
    int saved = errno;
    stop = 1;
    write(events[1], "", 1); /* if the pipe is full, the loop looks anyway */
    errno = saved;
}

static void serve(void) {
    struct pollfd fds[] = {{requests[0], POLLIN, 0}, {events[0], POLLIN, 0}};
    char byte;
    write(STDOUT_FILENO, ".", 1); /* "I am idle" */
    while (!stop) {
        if (poll(fds, 2, -1) == -1) {
            if (errno != EINTR) {
                perror("poll");
            }
        } else if (fds[0].revents != 0 && read(requests[0], &byte, 1) != 1) {
            perror("read");
        }
    }
    stop = 0;
    while (read(events[0], &byte, 1) == 1) {
    }
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term, .sa_flags = SA_RESTART};
    if (pipe(requests) || pipe(events)) {
        return 1;
    }
    fcntl(events[0], F_SETFL, O_NONBLOCK);
    fcntl(events[1], F_SETFL, O_NONBLOCK);
    sigaction(SIGTERM, &action, NULL);
    for (int i = 0; i < LOOPS; i++) {
        serve();
    }
    return 0;
}
