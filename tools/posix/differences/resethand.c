#include "pair.h"

static void handler(int signal) { say("handler of %d\n", signal); }

int main(void)
{
    struct sigaction once = {.sa_handler = handler, .sa_flags = SA_RESETHAND | SA_NODEFER}, now;
    sigaddset(&once.sa_mask, SIGINT);
    sigaddset(&once.sa_mask, SIGKILL);
    sigaction(SIGUSR1, &once, NULL);
    raise(SIGUSR1);
    sigaction(SIGUSR1, NULL, &now);
    say("default: %d\n", now.sa_handler == SIG_DFL);
    say("INT: %d, KILL: %d\n", sigismember(&now.sa_mask, SIGINT), sigismember(&now.sa_mask, SIGKILL));
    say("RESETHAND: %d\n", (now.sa_flags & SA_RESETHAND) != 0);
    return 0;
}
