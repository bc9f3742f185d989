#include "pair.h"

static void *body(void *unused)
{
    will_sleep();
    return unused;
}

int main(void)
{
    pthread_t thread;
    char path[64];
    atomic_store(&sleeper, -1);
    pthread_create(&thread, NULL, body, NULL);
    while (atomic_load(&sleeper) == -1)
        sched_yield();
    snprintf(path, sizeof path, "/proc/self/task/%d", atomic_load(&sleeper));
    while (access(path, F_OK) == 0)
        sched_yield();
    say("pthread_kill, not joined: %d\n", pthread_kill(thread, SIGTERM));
    say("join: %d\n", pthread_join(thread, NULL));
    say("second join: %d\n", pthread_join(thread, NULL)); /* POSIX says nothing of it; glibc: ESRCH */
    return 0;
}
