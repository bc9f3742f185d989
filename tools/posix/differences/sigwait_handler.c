#include "pair.h"

static pthread_t waiter;

static void handler(int signal) { say("handler of %d\n", signal); }

static void *sender(void *unused)
{
    until_asleep();
    pthread_kill(waiter, SIGTERM);
    return unused;
}

int main(void)
{
    sigset_t term = set_of(SIGTERM);
    pthread_t thread;
    int signal;
    catch(SIGTERM, handler, 0);
    waiter = pthread_self();
    will_sleep();
    pthread_create(&thread, NULL, sender, NULL);
    sigwait(&term, &signal); /* TERM is not blocked */
    say("sigwait returned %d\n", signal);
    return 0;
}
