#include "pair.h"

static pthread_t waiter;
static sem_t sem;

static void handler(int signal)
{
    say("handler of %d\n", signal);
    sem_post(&sem);
}

static void *sender(void *unused)
{
    until_asleep();
    pthread_kill(waiter, SIGUSR1);
    return unused;
}

int main(void)
{
    pthread_t thread;
    int value;
    sem_init(&sem, 0, 0);
    catch(SIGUSR1, handler, 0);
    waiter = pthread_self();
    will_sleep();
    pthread_create(&thread, NULL, sender, NULL);
    int result = sem_wait(&sem);
    say("EINTR: %d\n", result < 0 && errno == EINTR);
    sem_getvalue(&sem, &value);
    say("value: %d\n", value);
    return 0;
}
