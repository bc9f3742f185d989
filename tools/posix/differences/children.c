#include "pair.h"
#include <sys/wait.h>

static int caught;

static void handler(int signal)
{
    say("handler of %d\n", signal);
    caught++;
}

static pid_t child(int status)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(status);
    return pid;
}

static void until_zombie(pid_t pid)
{
    siginfo_t info;
    waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
}

int main(void)
{
    sigset_t chld = set_of(SIGCHLD);
    int status;
    pid_t pids[3];
    catch(SIGCHLD, handler, 0);
    pthread_sigmask(SIG_BLOCK, &chld, NULL);
    for (int i = 0; i < 3; i++)
        pids[i] = child(i + 1);
    for (int i = 0; i < 3; i++)
        until_zombie(pids[i]);
    pthread_sigmask(SIG_UNBLOCK, &chld, NULL); /* three children, one signal */
    say("caught: %d\n", caught);
    pthread_sigmask(SIG_BLOCK, &chld, NULL);
    while (waitpid(-1, &status, WNOHANG) > 0)
        say("exited: %d\n", WEXITSTATUS(status));
    say("ECHILD: %d\n", errno == ECHILD);
    signal(SIGCHLD, SIG_IGN); /* from now on there are no zombies */
    child(4);
    int result = waitpid(-1, &status, 0);
    say("waitpid: %d, ECHILD: %d\n", result, errno == ECHILD);
    return 0;
}
