#include "pair.h"
#include <sys/time.h>

static int ticks;

static void handler(int signal) { say("handler of %d, tick %d\n", signal, ++ticks); }

int main(void)
{
    sigset_t alrm = set_of(SIGALRM), none = set_of(0), pending;
    struct itimerval soon = {{0, 0}, {0, 2000}}, often = {{0, 2000}, {0, 2000}}, off = {{0, 0}, {0, 0}};
    say("alarm: %u\n", alarm(100));
    say("alarm: %u\n", alarm(50));
    say("alarm: %u\n", alarm(0));
    say("alarm: %u\n", alarm(0));
    catch(SIGALRM, handler, 0);
    pthread_sigmask(SIG_BLOCK, &alrm, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    sigsuspend(&none);
    sigpending(&pending);
    say("pending: %d\n", sigismember(&pending, SIGALRM));
    setitimer(ITIMER_REAL, &often, NULL);
    sigsuspend(&none);
    sigsuspend(&none);
    setitimer(ITIMER_REAL, &off, NULL);
    say("ends by the default action\n");
    signal(SIGALRM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &alrm, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (1)
        pause();
}
