#include "pair.h"

static pthread_mutex_t mutex;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;

static void *waiter(void *unused)
{
    pthread_mutex_lock(&mutex);
    pthread_mutex_lock(&mutex);
    will_sleep();
    pthread_cond_wait(&cond, &mutex);
    say("the wait is over\n");
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex, &recursive);
    atomic_store(&sleeper, -1);
    pthread_create(&thread, NULL, waiter, NULL);
    while (atomic_load(&sleeper) == -1)
        sched_yield();
    until_asleep();
    say("trylock: %d\n", pthread_mutex_trylock(&mutex)); /* to lock it would hang */
    pthread_cond_signal(&cond);
    pthread_join(thread, NULL);
    return 0;
}
