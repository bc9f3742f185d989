#include "pair.h"
#include <sys/wait.h>

static volatile sig_atomic_t caught;

static void handler(int signal)
{
    (void)signal;
    caught++;
}

static void until_caught(int count)
{
    while (caught < count)
        sched_yield();
}

/* What the parent is told of a child, with a look that does not wait. */
static void look(pid_t pid, int options)
{
    int status;
    if (waitpid(pid, &status, options | WNOHANG) <= 0)
        say("nothing\n");
    else if (WIFSTOPPED(status))
        say("stopped by %d\n", WSTOPSIG(status));
    else if (WIFCONTINUED(status))
        say("continued\n");
    else if (WIFSIGNALED(status))
        say("ended by %d\n", WTERMSIG(status));
}

static pid_t child(void)
{
    pid_t pid = fork();
    if (pid == 0)
        while (1)
            pause();
    return pid;
}

int main(void)
{
    int status;
    catch(SIGCHLD, handler, SA_RESTART);
    pid_t pid = child();
    kill(pid, SIGSTOP);
    until_caught(1);
    look(pid, 0);
    look(pid, WUNTRACED);
    look(pid, WUNTRACED); /* it is told once */
    kill(pid, SIGCONT);
    until_caught(2);
    look(pid, WCONTINUED);
    kill(pid, SIGSTOP);
    until_caught(3);
    kill(pid, SIGTERM); /* pending, as long as it is stopped */
    look(pid, 0);
    kill(pid, SIGKILL);
    until_caught(4);
    look(pid, WUNTRACED); /* the stop is no news any more */
    catch(SIGCHLD, handler, SA_NOCLDSTOP);
    pid = child();
    kill(pid, SIGSTOP);
    waitpid(pid, &status, WUNTRACED);
    say("stopped: %d, caught: %d\n", WIFSTOPPED(status), caught);
    kill(pid, SIGCONT);
    kill(pid, SIGTERM);
    waitpid(pid, &status, 0);
    say("ended by %d, caught: %d\n", WTERMSIG(status), caught);
    int result = kill(pid, SIGTERM);
    say("kill: %d, ESRCH: %d\n", result, errno == ESRCH);
    return 0;
}
