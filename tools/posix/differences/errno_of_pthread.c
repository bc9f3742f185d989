#include "pair.h"

static void destroy(void *value)
{
    say("destroyed: %s\n", (char *)value);
}

int main(void)
{
    pthread_key_t key;
    pthread_mutex_t mutex;
    pthread_mutexattr_t checks;
    pthread_mutexattr_init(&checks);
    pthread_mutexattr_settype(&checks, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&mutex, &checks);
    errno = 0;
    say("unlock of a free mutex: %d\n", pthread_mutex_unlock(&mutex));
    pthread_mutex_lock(&mutex);
    say("lock of one's own: %d\n", pthread_mutex_lock(&mutex));
    say("join of oneself: %d\n", pthread_join(pthread_self(), NULL));
    say("signal 1000: %d\n", pthread_kill(pthread_self(), 1000));
    pthread_key_create(&key, destroy);
    pthread_setspecific(key, "value");
    say("delete: %d\n", pthread_key_delete(key));
    say("get of a deleted key is NULL: %d\n", pthread_getspecific(key) == NULL);
    say("set of it: %d\n", pthread_setspecific(key, "other"));
    say("delete of it: %d\n", pthread_key_delete(key));
    say("errno: %d\n", errno);
    kill(getpid(), 1000);
    say("errno after kill: %d\n", errno);
    return 0;
}
