/* A handler allocates on top of malloc: memory is handed out twice, or glibc ends the process. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PACKETS = 200000, KEPT = 8, LINE = 64 };

static char *volatile last_line;

static void log_line(void) { /* syslog() and printf() allocate, too */
    free(last_line);
    last_line = malloc(LINE);
    last_line[0] = 'l';
}

static void on_alarm(int signo) {
    (void)signo;
    log_line();
}

int main(void) {
    char *volatile kept[KEPT] = {NULL};
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < PACKETS; i++) {
        int slot = i % KEPT;
        if (kept[slot] != NULL && kept[slot][0] != 'a' + slot) {
            fprintf(stderr, "a packet was overwritten\n");
            _exit(1);
        }
        free(kept[slot]);
        kept[slot] = malloc(LINE);
        kept[slot][0] = 'a' + slot;
    }
    _exit(0);
}
