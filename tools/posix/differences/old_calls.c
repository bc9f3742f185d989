#include "pair.h"

static void handler(int signal)
{
    say("handler of %d\n", signal);
}

static const char *name(void (*old)(int))
{
    return old == SIG_DFL ? "DFL" : old == SIG_IGN ? "IGN" : old == SIG_HOLD ? "HOLD" : old == handler ? "handler" : "?";
}

static void look(void)
{
    struct sigaction action;
    sigset_t mask;
    sigaction(SIGUSR1, NULL, &action);
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    say("  %s, restarts: %d, blocks itself: %d, blocked: %d\n", name(action.sa_handler),
        (action.sa_flags & SA_RESTART) != 0, sigismember(&action.sa_mask, SIGUSR1), sigismember(&mask, SIGUSR1));
}

static void old(const char *call, void (*before)(int))
{
    say("%s: %s\n", call, name(before));
    look();
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

int main(void)
{
    old("signal", signal(SIGUSR1, handler));
    raise(SIGUSR1);
    raise(SIGUSR1); /* the action stays, which System V's signal would not let it */
    old("sigset HOLD", sigset(SIGUSR1, SIG_HOLD));
    raise(SIGUSR1);
    old("sigset", sigset(SIGUSR1, handler)); /* unblocks it */
    sighold(SIGUSR1);
    look();
    raise(SIGUSR1);
    raise(SIGUSR1);
    sigrelse(SIGUSR1);
    sighold(SIGUSR1);
    raise(SIGUSR1);
    sigignore(SIGUSR1); /* what is pending is gone */
    sigrelse(SIGUSR1);
    look();
    int failed = signal(SIGKILL, handler) == SIG_ERR;
    say("KILL: %d, EINVAL: %d\n", failed, errno == EINVAL);
    say("sighold KILL: %d\n", sighold(SIGKILL));
    old("signal", signal(SIGUSR1, SIG_DFL));
    raise(SIGUSR1);
    say("not here\n");
    return 0;
}
