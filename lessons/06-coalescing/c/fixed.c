/* Test and set are one atomic step, and neither signal nests: one shutdown begins. */
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOKS = 5000000 };

static atomic_flag begun = ATOMIC_FLAG_INIT;
static volatile sig_atomic_t shutdowns;

static void on_request(int signo) {
    int saved = errno;
    (void)signo;
    if (!atomic_flag_test_and_set(&begun)) {
        write(STDOUT_FILENO, "!", 1); /* "shutting down" */
        shutdowns = shutdowns + 1;
    }
    errno = saved;
}

int main(void) {
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    struct sigaction action = {.sa_handler = on_request, .sa_mask = both};
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
        shutdowns = 0;
        atomic_flag_clear(&begun);
        sigprocmask(SIG_UNBLOCK, &both, NULL);
    }
    return 0;
}
