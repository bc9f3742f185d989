/* A handler adds to a list on top of an add: the list loses a job. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { JOBS = 100000 };

struct job {
    struct job *volatile next;
};

static struct job mine[JOBS], theirs[JOBS];
static volatile int added;
static struct job *volatile first; /* the handler changes it, too */

static void add(struct job *job) {
    job->next = first;
    first = job;
}

static void on_term(int signo) {
    (void)signo;
    if (added < JOBS) {
        add(&theirs[added++]);
    }
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGTERM, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < JOBS; i++) {
        add(&mine[i]);
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGTERM, &action, NULL);
    int found = 0;
    for (struct job *job = first; job != NULL; job = job->next) {
        found++;
    }
    int wanted = JOBS + added;
    return found != wanted && fprintf(stderr, "%d jobs added, %d in the list\n", wanted, found);
}
