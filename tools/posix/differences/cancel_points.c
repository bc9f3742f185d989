#include "pair.h"
#include <poll.h>

static int ends[2];
static pthread_t ended;
static sem_t ready;
static int joined = -1;

static void cleanup(void *name)
{
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    say("%s: cleanup, USR1 blocked: %d\n", (char *)name, sigismember(&mask, SIGUSR1));
}

static void *writes(void *unused)
{
    pthread_cleanup_push(cleanup, "write");
    pthread_cancel(pthread_self());
    joined = pthread_join(ended, NULL); /* no cancellation point, for it need not wait */
    if (write(ends[1], "", 1) == 1) /* not even when it need not wait */
        say("not here\n");
    pthread_cleanup_pop(0);
    return unused;
}

static void *polls(void *unused)
{
    sigset_t usr1 = set_of(SIGUSR1);
    struct pollfd input = {.fd = ends[0], .events = POLLIN};
    pthread_cleanup_push(cleanup, "ppoll, whose mask stays");
    will_sleep();
    sem_post(&ready);
    ppoll(&input, 1, NULL, &usr1);
    pthread_cleanup_pop(0);
    return unused;
}

static void *joins_itself(void *unused)
{
    say("itself, EDEADLK: %d\n", pthread_join(pthread_self(), NULL) == EDEADLK);
    pthread_cleanup_push(cleanup, "a join of itself");
    pthread_cancel(pthread_self());
    pthread_join(pthread_self(), NULL);
    say("not here\n");
    pthread_cleanup_pop(0);
    return unused;
}

static atomic_int nothing_id;

static void *nothing(void *unused)
{
    atomic_store(&nothing_id, (int)syscall(SYS_gettid));
    return unused;
}

/* Whether the kernel has the thread still. */
static int is_there(void)
{
    int id = atomic_load(&nothing_id);
    return id == 0 || syscall(SYS_tgkill, getpid(), id, 0) == 0;
}

int main(void)
{
    pthread_t thread;
    char byte;
    sem_init(&ready, 0, 0);
    if (pipe(ends))
        return 1;
    pthread_create(&ended, NULL, nothing, NULL);
    while (is_there())
        sched_yield();
    pthread_create(&thread, NULL, writes, NULL);
    pthread_join(thread, NULL);
    say("join: %d\n", joined);
    pthread_create(&thread, NULL, polls, NULL);
    sem_wait(&ready);
    until_asleep();
    pthread_kill(thread, SIGUSR1); /* pending, and never taken */
    pthread_cancel(thread);
    pthread_join(thread, NULL);
    pthread_create(&thread, NULL, joins_itself, NULL);
    pthread_join(thread, NULL);
    if (write(ends[1], "x", 1) == 1 && read(ends[0], &byte, 1) == 1)
        say("read: %c\n", byte);
    return 0;
}
