/*
 * The handler of TERM waits for a lock that its own thread may hold, and drops what was accepted.
 * Written anew after killServer() of roncemer/libevent-thread at commit 24dffde, 2015.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { WORKERS = 4 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int jobs, run; /* lock must be held when using these */
static volatile int terminate;

static void *work(void *unused) {
    pthread_mutex_lock(&lock);
    while (!terminate) {
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

static void on_term(int signo) {
    (void)signo;
    terminate = 1;
    pthread_mutex_lock(&lock);
    jobs = 0;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int main(void) {
    pthread_t workers[WORKERS];
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGTERM, &action, NULL);
    for (int i = 0; i < WORKERS; i++) {
        pthread_create(&workers[i], NULL, work, NULL);
    }
    write(STDOUT_FILENO, "r", 1);
    int accepted = 0;
    for (; !terminate; accepted++) {
        pthread_mutex_lock(&lock);
        jobs++;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(&lock);
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(workers[i], NULL);
    }
    return run != accepted && fprintf(stderr, "%d jobs accepted, %d run\n", accepted, run);
}
