#include "pair.h"
#include <poll.h>
#include <sys/signalfd.h>

static int readable(int fd)
{
    struct pollfd input = {.fd = fd, .events = POLLIN};
    return poll(&input, 1, 0);
}

static int next(int fd)
{
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) < 0 ? -errno : (int)info.ssi_signo;
}

static void handler(int signal)
{
    say("handler of %d\n", signal);
}

int main(void)
{
    sigset_t both = set_of(SIGUSR1);
    sigaddset(&both, SIGHUP);
    sigaddset(&both, SIGKILL);
    sigprocmask(SIG_BLOCK, &both, NULL);
    int fd = signalfd(-1, &both, SFD_NONBLOCK);
    say("nothing: %d, EAGAIN %d\n", readable(fd), next(fd) == -EAGAIN);

    kill(getpid(), SIGHUP);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    say("readable: %d\n", readable(fd));
    say("first: %d\n", next(fd));
    say("second: %d\n", next(fd));
    say("no third: %d\n", readable(fd));

    raise(SIGUSR1);
    kill(getpid(), SIGHUP);
    say("the thread's own: %d\n", next(fd));
    say("the process's: %d\n", next(fd));

    sigset_t usr1 = set_of(SIGUSR1);
    catch(SIGUSR1, handler, 0);
    sigprocmask(SIG_UNBLOCK, &usr1, NULL);
    raise(SIGUSR1);
    say("what is not blocked is handled: %d\n", readable(fd));
    return 0;
}
