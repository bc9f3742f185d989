/* exit() in a handler runs save(), which wants the lock of the code below: it waits for itself. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t state = PTHREAD_MUTEX_INITIALIZER;
static volatile long steps, saved;

static void save(void) {
    pthread_mutex_lock(&state);
    saved = steps;
    pthread_mutex_unlock(&state);
}

static void on_term(int signo) {
    (void)signo;
    exit(0); /* not async-signal-safe: it runs what atexit() has registered, here and now */
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGTERM, &action, NULL);
    atexit(save);
    write(STDOUT_FILENO, "r", 1);
    for (;;) {
        pthread_mutex_lock(&state);
        steps++;
        pthread_mutex_unlock(&state);
    }
}
