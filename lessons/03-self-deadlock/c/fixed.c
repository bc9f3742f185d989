/* USR1 is blocked before the mutex is locked: its handler finds it free. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { EVENTS = 100000, BYTES = 5 };

static pthread_mutex_t meter = PTHREAD_MUTEX_INITIALIZER;
static volatile long events, bytes, torn;

static void count(long more) {
    sigset_t usr1, old;
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &usr1, &old);
    pthread_mutex_lock(&meter);
    events++;
    bytes += more;
    pthread_mutex_unlock(&meter);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void on_usr1(int signo) {
    (void)signo;
    pthread_mutex_lock(&meter);
    torn += bytes != events * BYTES;
    pthread_mutex_unlock(&meter);
}

int main(void) {
    struct sigaction action = {.sa_handler = on_usr1};
    sigaction(SIGUSR1, &action, NULL);
    write(STDOUT_FILENO, "r", 1);
    for (int i = 0; i < EVENTS; i++) {
        count(BYTES);
    }
    return torn > 0 && fprintf(stderr, "%ld notes had events without their bytes\n", torn);
}
