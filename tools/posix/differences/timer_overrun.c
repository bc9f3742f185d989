#include "pair.h"
#include <time.h>

static timer_t timer(int signal)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = signal};
    timer_t made;
    timer_create(CLOCK_MONOTONIC, &event, &made);
    return made;
}

static void set(timer_t made, long value, long interval)
{
    timer_settime(made, 0, &(struct itimerspec){{0, interval * 1000000}, {0, value * 1000000}}, NULL);
}

static void sleep_for(long milliseconds)
{
    nanosleep(&(struct timespec){0, milliseconds * 1000000}, NULL);
}

/* How many signals are taken until none is pending. */
static int taken(const sigset_t *set)
{
    int count = 0;
    while (sigtimedwait(set, NULL, &(struct timespec){0, 0}) > 0)
        count++;
    return count;
}

int main(void)
{
    sigset_t pending, both = set_of(SIGUSR1);
    siginfo_t info;
    sigaddset(&both, SIGRTMIN);
    pthread_sigmask(SIG_BLOCK, &both, NULL);
    timer_t often = timer(SIGRTMIN), once = timer(SIGUSR1), too = timer(SIGUSR1);
    set(often, 1, 1);
    sleep_for(50);
    int before = timer_getoverrun(often); /* of what was taken: nothing */
    sigwaitinfo(&both, &info);
    int overrun = timer_getoverrun(often);
    set(often, 0, 0);
    say("timer: %d, overrun before: %d, after: %d\n", info.si_code == SI_TIMER, before, overrun >= 10);
    taken(&both);
    kill(getpid(), SIGUSR1);
    set(once, 1, 0);
    set(too, 1, 0);
    sleep_for(30);
    kill(getpid(), SIGUSR1); /* merges */
    int count = taken(&both);
    sigpending(&pending);
    say("USR1: %d, pending: %d\n", count, sigismember(&pending, SIGUSR1));
    return 0;
}
