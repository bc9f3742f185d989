#include "pair.h"
#include <poll.h>

static void handler(int signal)
{
    say("handler of %d\n", signal);
}

int main(void)
{
    int pipes[2];
    char byte = 'x';
    struct timespec none = {0, 0}, day = {86400, 0};
    sigset_t usr1 = set_of(SIGUSR1), empty = set_of(0), pending;
    if (pipe(pipes))
        return 1;
    struct pollfd input = {.fd = pipes[0], .events = POLLIN};
    catch(SIGUSR1, handler, SA_RESTART);
    sigprocmask(SIG_BLOCK, &usr1, NULL);

    raise(SIGUSR1);
    if (write(pipes[1], &byte, 1) != 1)
        return 1;
    say("a byte and a signal: %d\n", ppoll(&input, 1, &day, &empty));
    sigpending(&pending);
    say("still pending: %d\n", sigismember(&pending, SIGUSR1));

    if (read(pipes[0], &byte, 1) != 1)
        return 1;
    int result = ppoll(&input, 1, &none, &empty);
    say("a signal, and no time: EINTR %d\n", result < 0 && errno == EINTR);
    say("nothing, and no time: %d\n", ppoll(&input, 1, &none, &empty));
    raise(SIGUSR1);
    result = ppoll(&input, 1, &day, &empty);
    say("a signal: EINTR %d\n", result < 0 && errno == EINTR);
    raise(SIGUSR1);
    say("poll leaves it blocked: %d\n", poll(&input, 1, 0));
    return 0;
}
