#include "pair.h"

static pthread_t reader;
static int ends[2];

static void first(int signal)
{
    say("handler of %d\n", signal);
    raise(SIGUSR2); /* blocked until this handler returns */
}

static void second(int signal)
{
    say("handler of %d\n", signal);
    if (write(ends[1], "x", 1) != 1)
        _exit(1);
}

static void *sender(void *unused)
{
    until_asleep();
    pthread_kill(reader, SIGUSR1);
    return unused;
}

int main(void)
{
    struct sigaction restarts = {.sa_handler = first, .sa_mask = set_of(SIGUSR2), .sa_flags = SA_RESTART};
    pthread_t thread;
    char byte;
    sigaction(SIGUSR1, &restarts, NULL);
    catch(SIGUSR2, second, 0);
    if (pipe(ends))
        return 1;
    reader = pthread_self();
    will_sleep();
    pthread_create(&thread, NULL, sender, NULL);
    say("read: %d\n", (int)read(ends[0], &byte, 1));
    return 0;
}
