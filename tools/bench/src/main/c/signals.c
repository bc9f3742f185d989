/*
 * How long it takes from kill() until a program acts on the signal, and how many signals it sees.
 *
 *     cc -O2 -pthread -o signals tools/bench/src/main/c/signals.c
 *     ./signals 200 1000 sigwait              a receiver of this file
 *     ./signals 200 1000 -- COMMAND ...       any program that speaks as a receiver does
 *
 * The sender starts the receiver, sends it 200 TERM one by one, and then 1000 at once. A receiver
 * writes to standard output: "ready" when signals may arrive, and for each action on TERM the time
 * on CLOCK_MONOTONIC in nanoseconds; for WINCH, the mark that ends a burst, it writes "mark". With
 * real-time signals, SIGRTMIN takes the place of TERM. Linux.
 *
 *     flag       the handler sets a flag; sigsuspend() waits for the handler
 *     ppoll      the handler sets a flag; ppoll() waits for the handler, or for a descriptor
 *     flag-look  the handler sets a flag; another thread looks at it every 10 ms
 *     self-pipe  the handler writes a byte; poll() waits for the pipe
 *     sem_post   the handler posts a semaphore; a thread waits for it
 *     sigwait    no handler; a thread waits for the signal
 *     real-time  as sigwait, with a signal that queues
 *     signalfd   no handler; poll() waits for a descriptor
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USAGE = 2, LONGEST = 120, LINE = 64, MAX = 1000000, LOOK_MS = 10, PAUSE_US = 1000 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static long long now(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time)) {
        die("clock_gettime");
    }
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* ---- Receivers ---- */

static int wanted = SIGTERM;
static atomic_int asked, marked;
static int signal_pipe[2];
static sem_t posted;
static sigset_t both, none;

static void say(const char *word) {
    if (write(STDOUT_FILENO, word, strlen(word)) < 0) {
        _exit(EXIT_FAILURE);
    }
}

/* What the program does because of a signal; in ordinary code, whichever way the signal came. */
static void act(int signal) {
    char line[LINE];
    if (signal == wanted) {
        snprintf(line, sizeof line, "%lld\n", now(CLOCK_MONOTONIC));
        say(line);
    } else {
        say("mark\n");
    }
}

static void act_on_flags(void) {
    if (atomic_exchange(&asked, 0)) {
        act(wanted);
    }
    if (atomic_exchange(&marked, 0)) {
        act(SIGWINCH);
    }
}

static void set_flag(int signal) {
    atomic_store(signal == wanted ? &asked : &marked, 1);
}

static void write_byte(int signal) {
    int saved = errno;
    char byte = (char)(signal == wanted);
    if (write(signal_pipe[1], &byte, 1) < 0) {
        /* The pipe is full, so the loop will wake up in any case. */
    }
    errno = saved;
}

static void post(int signal) {
    set_flag(signal);
    sem_post(&posted);
}

static void install(void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    action.sa_mask = both;
    if (sigaction(wanted, &action, NULL) || sigaction(SIGWINCH, &action, NULL)) {
        die("sigaction");
    }
}

static void mask(int how) {
    if ((errno = pthread_sigmask(how, &both, NULL))) {
        die("pthread_sigmask");
    }
}

static void *take_with_flag(void *unused) {
    mask(SIG_BLOCK);
    install(set_flag);
    say("ready\n");
    while (true) {
        act_on_flags();
        sigsuspend(&none);
    }
    return unused;
}

/* As the loop of a server: what it serves would be in the set of descriptors. */
static void take_in_ppoll(void) {
    struct pollfd work = {.events = POLLIN};
    if (pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC)) {
        die("pipe2");
    }
    work.fd = signal_pipe[0];
    mask(SIG_BLOCK);
    install(set_flag);
    say("ready\n");
    while (true) {
        act_on_flags();
        ppoll(&work, 1, NULL, &none);
    }
}

static void *look(void *unused) {
    struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
    while (true) {
        act_on_flags();
        nanosleep(&pause, NULL);
    }
    return unused;
}

static void *take_posts(void *unused) {
    while (true) {
        while (sem_wait(&posted)) {
        }
        act_on_flags();
    }
    return unused;
}

/* Another thread acts, which blocks the signals; this one runs the handler. */
static void handle_beside(void *(*acts)(void *), void (*handler)(int)) {
    pthread_t thread;
    mask(SIG_BLOCK);
    install(handler);
    if ((errno = pthread_create(&thread, NULL, acts, NULL))) {
        die("pthread_create");
    }
    mask(SIG_UNBLOCK);
    say("ready\n");
    while (true) {
        pause();
    }
}

static void take_from_pipe(void) {
    struct pollfd ready = {.events = POLLIN};
    if (pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC)) {
        die("pipe2");
    }
    ready.fd = signal_pipe[0];
    install(write_byte);
    say("ready\n");
    while (true) {
        char byte;
        poll(&ready, 1, -1);
        while (read(signal_pipe[0], &byte, 1) == 1) {
            act(byte ? wanted : SIGWINCH);
        }
    }
}

static void take_from_descriptor(void) {
    struct pollfd ready = {.events = POLLIN};
    mask(SIG_BLOCK);
    ready.fd = signalfd(-1, &both, SFD_NONBLOCK | SFD_CLOEXEC);
    if (ready.fd < 0) {
        die("signalfd");
    }
    say("ready\n");
    while (true) {
        struct signalfd_siginfo info;
        poll(&ready, 1, -1);
        while (read(ready.fd, &info, sizeof info) == sizeof info) {
            act((int)info.ssi_signo);
        }
    }
}

static void take_with_sigwait(void) {
    mask(SIG_BLOCK);
    say("ready\n");
    while (true) {
        int signal;
        if (!sigwait(&both, &signal)) {
            act(signal);
        }
    }
}

static bool receive(const char *way) {
    sigemptyset(&none);
    sigemptyset(&both);
    sigaddset(&both, wanted);
    sigaddset(&both, SIGWINCH);
    if (sem_init(&posted, 0, 0)) {
        die("sem_init");
    }
    if (!strcmp(way, "flag")) {
        take_with_flag(NULL);
    } else if (!strcmp(way, "ppoll")) {
        take_in_ppoll();
    } else if (!strcmp(way, "flag-look")) {
        handle_beside(look, set_flag);
    } else if (!strcmp(way, "self-pipe")) {
        take_from_pipe();
    } else if (!strcmp(way, "sem_post")) {
        handle_beside(take_posts, post);
    } else if (!strcmp(way, "sigwait") || !strcmp(way, "real-time")) {
        take_with_sigwait();
    } else if (!strcmp(way, "signalfd")) {
        take_from_descriptor();
    }
    return false;
}

/* ---- The sender ---- */

static FILE *answers;
static char line[LINE];

static void answer(void) {
    if (!fgets(line, sizeof line, answers)) {
        fprintf(stderr, "error: the receiver has ended\n");
        exit(EXIT_FAILURE);
    }
}

/* The number of actions until the next mark. */
static long actions_until_mark(pid_t receiver) {
    long seen = 0;
    kill(receiver, SIGWINCH);
    for (answer(); strcmp(line, "mark\n"); answer()) {
        seen++;
    }
    return seen;
}

static void measure(pid_t receiver, long count, long burst) {
    clockid_t processor;
    if (clock_getcpuclockid(receiver, &processor)) {
        die("clock_getcpuclockid");
    }
    answer();
    if (strcmp(line, "ready\n")) {
        fprintf(stderr, "error: the receiver is not ready: %s", line);
        exit(EXIT_FAILURE);
    }
    long long used = now(processor);
    for (long i = 0; i < count; i++) {
        /* It is asleep again, as a program is that waits; and no two pauses keep step with a look. */
        usleep(PAUSE_US + random() % (LOOK_MS * 1000));
        long long sent = now(CLOCK_MONOTONIC);
        kill(receiver, wanted);
        answer();
        printf("latency %lld\n", atoll(line) - sent);
    }
    struct timespec end;
    if (!clock_gettime(processor, &end)) { /* a shutdown hook may have ended the receiver */
        printf("cpu %lld\n", (end.tv_sec * 1000000000LL + end.tv_nsec - used) / count);
    }
    if (burst > 0) {
        for (long i = 0; i < burst; i++) {
            kill(receiver, wanted);
        }
        /* A mark may overtake an action that is on its way: the second one with none before it ends. */
        long seen = actions_until_mark(receiver);
        for (long more = 1; more > 0; seen += more) {
            more = actions_until_mark(receiver);
        }
        printf("seen %ld\n", seen);
    }
}

static long number(const char *text) {
    char *end;
    long value = strtol(text, &end, 10);
    return *text && !*end && value >= 0 && value <= MAX ? value : -1;
}

int main(int count, char **arguments) {
    bool command = count > 4 && !strcmp(arguments[3], "--");
    if (count < 4 || (!command && count > 4) || number(arguments[1]) < 1 ||
        number(arguments[2]) < 0) {
        fprintf(stderr, "usage: signals COUNT BURST WAY | signals COUNT BURST -- COMMAND...\n");
        return USAGE;
    }
    int channel[2];
    if (!command && !strcmp(arguments[3], "real-time")) {
        wanted = SIGRTMIN;
    }
    if (pipe2(channel, O_CLOEXEC)) {
        die("pipe2");
    }
    alarm(LONGEST);
    pid_t receiver = fork();
    if (receiver < 0) {
        die("fork");
    }
    if (receiver == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(channel[1], STDOUT_FILENO);
        if (command) {
            execvp(arguments[4], arguments + 4);
            die(arguments[4]);
        }
        receive(arguments[3]);
        fprintf(stderr, "error: there is no way '%s'\n", arguments[3]);
        return USAGE;
    }
    close(channel[1]);
    answers = fdopen(channel[0], "r");
    measure(receiver, number(arguments[1]), number(arguments[2]));
    kill(receiver, SIGKILL);
    waitpid(receiver, NULL, 0);
    return EXIT_SUCCESS;
}
