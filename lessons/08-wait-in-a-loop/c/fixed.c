/* Whoever returns from the wait looks again, since another thread may have been faster. */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

enum { THREADS = 4, ROUNDS = 100 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static long free_bytes = 2, least = 2; /* mutex must be held when using these */

static void reserve(long bytes) {
    pthread_mutex_lock(&mutex);
    while (free_bytes < bytes) {
        pthread_cond_wait(&changed, &mutex);
    }
    free_bytes -= bytes;
    least = free_bytes < least ? free_bytes : least;
    pthread_mutex_unlock(&mutex);
}

static void release(long bytes) {
    pthread_mutex_lock(&mutex);
    free_bytes += bytes;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

static void *use(void *unused) {
    for (int i = 0; i < ROUNDS; i++) {
        reserve(1 + i % 2);
        sched_yield(); /* it uses the bytes for a while */
        release(1 + i % 2);
    }
    return unused;
}

int main(void) {
    pthread_t threads[THREADS];
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, use, NULL);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    return least < 0 && fprintf(stderr, "%ld bytes were free\n", least);
}
