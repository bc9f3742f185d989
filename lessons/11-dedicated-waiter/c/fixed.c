/* TERM is blocked before the worker is made, which inherits the mask: sigwait() takes TERM. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int stopping;

static void *work(void *unused) {
    while (!atomic_load(&stopping)) {
        sched_yield();
    }
    return unused;
}

int main(void) {
    int signo;
    pthread_t worker;
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &term, NULL);
    pthread_create(&worker, NULL, work, NULL);
    write(STDOUT_FILENO, "r", 1);
    sigwait(&term, &signo);
    atomic_store(&stopping, 1);
    pthread_join(worker, NULL);
    return 0;
}
