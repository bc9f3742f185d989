#include "pair.h"

static pthread_t waiter;

static void handler(int signal)
{
    say("handler of %d\n", signal);
    raise(SIGUSR2);
}

static void *sender(void *unused)
{
    until_asleep();
    pthread_kill(waiter, SIGUSR1);
    return unused;
}

int main(void)
{
    sigset_t usr2 = set_of(SIGUSR2), pending;
    pthread_t thread;
    catch(SIGUSR1, handler, 0);
    pthread_sigmask(SIG_BLOCK, &usr2, NULL);
    waiter = pthread_self();
    will_sleep();
    pthread_create(&thread, NULL, sender, NULL);
    int taken = sigwaitinfo(&usr2, NULL);
    say("taken: %d, EINTR: %d\n", taken > 0, taken < 0 && errno == EINTR);
    sigpending(&pending);
    say("pending: %d\n", sigismember(&pending, SIGUSR2));
    return 0;
}
