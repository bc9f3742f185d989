/* INT nests in the handler of TERM between the test and the set: two shutdowns begin. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOKS = 5000000 };

static volatile sig_atomic_t begun, shutdowns;

static void on_request(int signo) {
    int saved = errno;
    (void)signo;
    if (!begun) {
        write(STDOUT_FILENO, "!", 1); /* "shutting down" */
        begun = 1;
        shutdowns = shutdowns + 1;
    }
    errno = saved;
}

int main(void) {
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    struct sigaction action = {.sa_handler = on_request}; /* sa_mask is empty */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < LOOKS; i++) {
        if (shutdowns == 0) {
            continue;
        }
        sigprocmask(SIG_BLOCK, &both, NULL);
        if (shutdowns > 1) {
            fprintf(stderr, "%d shutdowns have begun\n", (int)shutdowns);
            return 1;
        }
        begun = shutdowns = 0;
        sigprocmask(SIG_UNBLOCK, &both, NULL);
    }
    return 0;
}
