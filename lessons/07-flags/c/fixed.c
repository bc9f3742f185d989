/* An atomic flag, stored with release and loaded with acquire, brings the reason along. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static atomic_int requested;
static const char *reason;

static void request(const char *why) {
    reason = why;
    atomic_store_explicit(&requested, 1, memory_order_release);
}

static const char *get_reason(void) {
    return atomic_load_explicit(&requested, memory_order_acquire) ? reason : NULL;
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
