#include "pair.h"

static void handler(int signal) { say("handler of %d\n", signal); }

static void *waiter(void *unused)
{
    sigset_t term = set_of(SIGTERM);
    int signal;
    pthread_sigmask(SIG_BLOCK, &term, NULL); /* in this thread alone */
    will_sleep();
    sigwait(&term, &signal);
    say("sigwait returned %d\n", signal);
    return unused;
}

int main(void)
{
    pthread_t thread;
    catch(SIGTERM, handler, 0);
    atomic_store(&sleeper, -1);
    pthread_create(&thread, NULL, waiter, NULL);
    while (atomic_load(&sleeper) == -1)
        sched_yield();
    until_asleep();
    kill(getpid(), SIGTERM);
    return 0;
}
