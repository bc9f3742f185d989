/* A worker ends when the queue is closing and empty: every accepted job runs, and all end. */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { WORKERS = 4, JOBS = 1000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int jobs, run; /* lock must be held when using these */
static bool closing;

static int add(void) {
    pthread_mutex_lock(&lock);
    bool accepted = !closing;
    jobs += accepted;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    return accepted;
}

static void *work(void *unused) {
    pthread_mutex_lock(&lock);
    while (jobs > 0 || !closing) {
        if (jobs == 0) {
            pthread_cond_wait(&changed, &lock);
        } else {
            jobs--;
            run++;
        }
    }
    pthread_mutex_unlock(&lock);
    return unused;
}

static void shut_down(void) {
    pthread_mutex_lock(&lock);
    closing = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int main(void) {
    pthread_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        pthread_create(&workers[i], NULL, work, NULL);
    }
    write(STDOUT_FILENO, "r", 1);
    int accepted = 0;
    for (int i = 0; i < JOBS; i++) {
        accepted += add();
    }
    shut_down();
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(workers[i], NULL);
    }
    return run != accepted && fprintf(stderr, "%d jobs accepted, %d run\n", accepted, run);
}
