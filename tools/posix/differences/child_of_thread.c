#include "pair.h"
#include <sys/wait.h>

static pthread_t forker;
static pid_t others;

static void handler(int signal)
{
    say("handler of %d, on the thread that has forked: %d\n", signal, pthread_equal(pthread_self(), forker));
}

static pid_t child(void)
{
    pid_t pid = fork();
    if (pid == 0)
        while (1)
            pause();
    return pid;
}

static void *forks(void *unused)
{
    int status;
    until_asleep(); /* main: on its way to sleep it would look for signals */
    forker = pthread_self();
    pid_t pid = child();
    kill(pid, SIGKILL);
    pid = waitpid(pid, &status, 0); /* its handler has run when it returns */
    say("ended by %d\n", WTERMSIG(status));
    return unused;
}

static void stop(pid_t pid)
{
    sigset_t chld = set_of(SIGCHLD);
    int signal;
    kill(pid, SIGSTOP);
    sigwait(&chld, &signal);
}

static void *waits(void *unused)
{
    int status;
    pid_t own = child();
    stop(others);
    stop(own);
    say("own first: %d\n", waitpid(-1, &status, WUNTRACED) == own);
    say("others then: %d\n", waitpid(-1, &status, WUNTRACED) == others);
    kill(own, SIGKILL);
    kill(others, SIGKILL);
    return unused;
}

int main(void)
{
    pthread_t thread;
    sigset_t chld = set_of(SIGCHLD);
    catch(SIGCHLD, handler, SA_RESTART);
    will_sleep();
    pthread_create(&thread, NULL, forks, NULL);
    pthread_join(thread, NULL);
    pthread_sigmask(SIG_BLOCK, &chld, NULL);
    others = child();
    pthread_create(&thread, NULL, waits, NULL);
    pthread_join(thread, NULL);
    return 0;
}
