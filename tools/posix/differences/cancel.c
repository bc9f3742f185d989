#include "pair.h"

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static sem_t ready, never;
static int rounds;

static void destructor(void *value)
{
    say("destructor of %s\n", (char *)value);
    if (++rounds == 1)
        pthread_setspecific(key, "a value set again");
}

static void initialisation(void)
{
    say("once\n");
}

static void unlock(void *unused)
{
    (void)unused;
    say("unlock: %d\n", pthread_mutex_unlock(&mutex)); /* the wait has locked it again */
}

static void cleanup(void *name)
{
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    say("cleanup of %s, USR1 blocked: %d\n", (char *)name, sigismember(&mask, SIGUSR1));
}

static void *waits(void *unused)
{
    pthread_once(&once, initialisation);
    pthread_setspecific(key, "a value");
    pthread_mutex_lock(&mutex);
    pthread_cleanup_push(cleanup, "the waiter");
    pthread_cleanup_push(unlock, NULL);
    will_sleep();
    sem_post(&ready);
    while (1)
        pthread_cond_wait(&cond, &mutex);
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

static void *disabled(void *unused)
{
    pthread_once(&once, initialisation);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    will_sleep();
    sem_post(&ready);
    sem_wait(&never); /* not this one */
    say("still here\n");
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    pthread_testcancel();
    say("not here\n");
    return unused;
}

static void leave(int signal)
{
    say("exit in the handler of %d\n", signal);
    pthread_exit(NULL);
}

static void *leaves(void *unused)
{
    pthread_cleanup_push(cleanup, "the thread that a handler ends");
    raise(SIGUSR1);
    pthread_cleanup_pop(0);
    return unused;
}

static int was_cancelled(pthread_t thread)
{
    void *value;
    pthread_join(thread, &value);
    return value == PTHREAD_CANCELED;
}

static void *last(void *unused)
{
    say("the last thread\n");
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_key_create(&key, destructor);
    sem_init(&ready, 0, 0);
    sem_init(&never, 0, 0);
    catch(SIGUSR1, leave, 0);
    pthread_create(&thread, NULL, waits, NULL);
    sem_wait(&ready);
    until_asleep();
    pthread_cancel(thread);
    say("cancelled: %d\n", was_cancelled(thread));
    pthread_create(&thread, NULL, disabled, NULL);
    sem_wait(&ready);
    until_asleep();
    pthread_cancel(thread);
    sem_post(&never);
    say("cancelled: %d\n", was_cancelled(thread));
    pthread_create(&thread, NULL, leaves, NULL);
    say("cancelled: %d\n", was_cancelled(thread));
    say("detach: %d\n", pthread_detach(pthread_self()));
    say("detach again, EINVAL: %d\n", pthread_detach(pthread_self()) == EINVAL);
    pthread_create(&thread, NULL, last, NULL);
    pthread_exit(NULL); /* main: the process ends with its last thread */
}
