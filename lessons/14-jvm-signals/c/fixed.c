/* The handler leaves a mark, and main calls exit() where it holds no lock. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t state = PTHREAD_MUTEX_INITIALIZER;
static volatile long steps, saved;
static volatile sig_atomic_t stop;

static void save(void) {
    pthread_mutex_lock(&state);
    saved = steps;
    pthread_mutex_unlock(&state);
}

static void on_term(int signo) {
    (void)signo;
    stop = 1;
}

int main(void) {
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGTERM, &action, NULL);
    atexit(save);
    write(STDOUT_FILENO, "r", 1);
    while (!stop) {
        pthread_mutex_lock(&state);
        steps++;
        pthread_mutex_unlock(&state);
    }
    exit(0);
}
