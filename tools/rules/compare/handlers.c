#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int plain;
static void log_it(const char *text) { printf("%s\n", text); }
static void stop(void) { log_it("stop"); }
static void direct(int s) { printf("direct %d\n", s); }
static void hops(int s) { (void)s; stop(); }
static void locks(int s) { (void)s; pthread_mutex_lock(&lock); pthread_mutex_unlock(&lock); }
static void allocates(int s) { (void)s; free(malloc(10)); }
static void shares(int s) { plain = s; }
static void (*hook)(void) = stop;
static void pointer(int s) { (void)s; hook(); }
static void spoils(int s) { (void)s; close(-1); }
static void quits(int s) { exit(s); }
static void safe(int s) { (void)s; int e = errno; if (write(1, "x\n", 2) < 0) {} errno = e; }
int main(int argc, char **argv) {
    (void)argc;
    signal(SIGUSR1, direct);
    void (*all[])(int) = {direct, hops, locks, allocates, shares, pointer, spoils, safe, quits};
    struct sigaction a = {0};
    a.sa_handler = hops; sigaction(SIGUSR2, &a, NULL);
    signal(SIGHUP, locks); signal(SIGALRM, allocates); signal(SIGVTALRM, shares); signal(SIGPROF, pointer);
    signal(SIGWINCH, spoils); signal(SIGURG, safe); signal(SIGTERM, quits);
    int n = argc > 1 ? atoi(argv[1]) : 0;
    signal(SIGUSR1, all[n]);
    raise(SIGUSR1);
    return plain;
}
