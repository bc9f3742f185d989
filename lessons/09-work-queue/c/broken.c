/*
 * A worker looks for a job before it looks for the end: after the shutdown it waits forever.
 * Written anew after the workqueue.c that two public servers shared in 2012:
 * roncemer/libevent-thread at commit de14709, and gambellhq/samples.
 */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { WORKERS = 4, JOBS = 1000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int jobs, run; /* lock must be held when using these */
static volatile int terminate;

static void add(void) {
    pthread_mutex_lock(&lock);
    jobs++;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
}

static void *work(void *unused) {
    while (!terminate) {
        pthread_mutex_lock(&lock);
        while (jobs == 0) {
            pthread_cond_wait(&changed, &lock);
        }
        jobs--;
        run++;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void shut_down(void) {
    terminate = 1;
    pthread_mutex_lock(&lock);
    jobs = 0;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int main(void) {
    pthread_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        pthread_create(&workers[i], NULL, work, NULL);
    }
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < JOBS; i++) {
        add();
    }
    shut_down();
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(workers[i], NULL);
    }
    return run != JOBS && fprintf(stderr, "%d jobs accepted, %d run\n", JOBS, run);
}
