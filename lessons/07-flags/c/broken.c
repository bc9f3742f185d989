/* A plain flag between threads is a data race: the compiler reads it once, before the loop. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int requested;
static const char *reason;

static void request(const char *why) {
    reason = why;
    requested = 1;
}

static const char *get_reason(void) {
    return requested ? reason : NULL;
}

static void *look(void *seen) {
    while (get_reason() == NULL) {
    }
    *(const char **)seen = get_reason();
    return NULL;
}

int main(void) {
    pthread_t looker;
    const char *seen = NULL;
    pthread_create(&looker, NULL, look, &seen);
    write(STDOUT_FILENO, "r", 1);
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    request("disk full");
    pthread_join(looker, NULL);
    if (seen == NULL || strcmp(seen, "disk full") != 0) {
        fprintf(stderr, "a stop without its reason\n");
        return 1;
    }
    return 0;
}
