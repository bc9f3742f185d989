#include "pair.h"

static void *waiter(void *unused)
{
    sigset_t usr1 = set_of(SIGUSR1);
    pthread_sigmask(SIG_SETMASK, &usr1, NULL); /* URG is open here, and ignored */
    will_sleep();
    int taken = sigwaitinfo(&usr1, NULL);
    say("taken: %d, EINTR: %d\n", taken > 0, taken < 0 && errno == EINTR);
    return unused;
}

int main(void)
{
    sigset_t urg = set_of(SIGURG);
    pthread_t thread;
    pthread_sigmask(SIG_BLOCK, &urg, NULL);
    atomic_store(&sleeper, -1);
    pthread_create(&thread, NULL, waiter, NULL);
    while (atomic_load(&sleeper) == -1)
        sched_yield();
    until_asleep();
    kill(getpid(), SIGURG);
    pthread_join(thread, NULL);
    return 0;
}
