/* A handler prints on top of a print: the log loses bytes. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LINES = 100000, LENGTH = 5 };

static FILE *lines_of;
static volatile long noted;

static void on_usr1(int signo) {
    (void)signo;
    fprintf(lines_of, "USR1\n"); /* stdio is not on the list of async-signal-safe functions */
    noted++;
}

int main(void) {
    lines_of = tmpfile();
    struct sigaction action = {.sa_handler = on_usr1};
    sigaction(SIGUSR1, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < LINES; i++) {
        fprintf(lines_of, "work\n");
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGUSR1, &action, NULL);
    fflush(lines_of);
    long wanted = (LINES + noted) * LENGTH;
    long found = ftell(lines_of);
    return found != wanted && fprintf(stderr, "%ld bytes printed, %ld in the log\n", wanted, found);
}
