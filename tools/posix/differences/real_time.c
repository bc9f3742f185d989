#include "pair.h"

static void handler(int signal, siginfo_t *info, void *context)
{
    (void)context;
    say("%d: queued %d, value %d\n", signal, info->si_code == SI_QUEUE, info->si_value.sival_int);
}

static void queue(int signal, int value)
{
    sigqueue(getpid(), signal, (union sigval){.sival_int = value});
}

int main(void)
{
    int signals[] = {SIGUSR1, SIGRTMIN, SIGRTMIN + 1};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigset_t all = set_of(0);
    for (int i = 0; i < 3; i++) {
        sigaddset(&all, signals[i]);
        sigaction(signals[i], &action, NULL);
        sigaddset(&action.sa_mask, signals[i]);
    }
    for (int i = 0; i < 3; i++)
        sigaction(signals[i], &action, NULL);
    sigprocmask(SIG_BLOCK, &all, NULL);
    queue(SIGRTMIN + 1, 1);
    queue(SIGUSR1, 2);
    queue(SIGRTMIN, 3);
    queue(SIGUSR1, 4);
    queue(SIGRTMIN + 1, 5);
    queue(SIGRTMIN, 6);
    siginfo_t info;
    int taken = sigwaitinfo(&all, &info);
    say("taken: %d, value %d\n", taken, info.si_value.sival_int);
    sigprocmask(SIG_UNBLOCK, &all, NULL);

    sigprocmask(SIG_BLOCK, &all, NULL);
    raise(SIGRTMIN);
    sigwaitinfo(&all, &info);
    say("raised, and taken: SI_USER %d\n", info.si_code == SI_USER);
    return 0;
}
