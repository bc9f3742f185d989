/* A thread takes TERM as a value and closes the queue; the workers drain it, main joins them. */
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { WORKERS = 4 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int jobs, run; /* lock must be held when using these */
static bool closing;
static sigset_t term;

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

static void *await_term(void *unused) {
    sigwait(&term, &(int){0});
    pthread_mutex_lock(&lock);
    closing = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[WORKERS + 1];
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &term, NULL);
    for (int i = 0; i <= WORKERS; i++) {
        pthread_create(&threads[i], NULL, i == WORKERS ? await_term : work, NULL);
    }
    write(STDOUT_FILENO, "r", 1);
    int accepted = 0;
    for (bool open = true; open; accepted += open) {
        pthread_mutex_lock(&lock);
        open = !closing;
        jobs += open;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(&lock);
    }
    for (int i = 0; i <= WORKERS; i++) {
        pthread_join(threads[i], NULL);
    }
    return run != accepted && fprintf(stderr, "%d jobs accepted, %d run\n", accepted, run);
}
