/* The process that runs a program: its threads, each of which does one call when it has the turn. */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What the threads of the process share. */
static pthread_t threads[THREADS];
static pthread_mutex_t mutex[KINDS];
static int owner[KINDS], depth_held[KINDS], waiters[KINDS];
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static sem_t semaphore;
static int pipes[2], readers, joining[THREADS];
__thread int me;
static __thread unsigned chance;

/* No errno: a handler's errno must not be undone by the wait that it interrupts. */
long futex(volatile int *word, int op, int value)
{
#if defined(__x86_64__)
    long result;
    register long timeout __asm__("r10") = 0;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"((long)SYS_futex), "D"(word), "S"((long)op), "d"((long)value), "r"(timeout)
                     : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long number __asm__("x8") = SYS_futex;
    register long a __asm__("x0") = (long)word;
    register long b __asm__("x1") = op;
    register long c __asm__("x2") = value;
    register long d __asm__("x3") = 0;
    __asm__ volatile("svc 0" : "+r"(a) : "r"(number), "r"(b), "r"(c), "r"(d) : "memory");
    return a;
#else
#error "this processor has no futex here"
#endif
}

/* A handler that interrupts this writes behind it. */
void put(char kind, long a)
{
    char text[40];
    int n = 0;
    unsigned long u = a < 0 ? -(unsigned long)a : (unsigned long)a;
    do {
        text[n++] = "0123456789abcdef"[u % 16];
        u /= 16;
    } while (u);
    int length = n + 2 + (a < 0);
    int begin = __atomic_fetch_add(&sh->length[me], length, __ATOMIC_SEQ_CST);
    if (begin + length >= LOG)
        _exit(LIMIT_STATUS);
    char *at = sh->log[me] + begin;
    *at++ = kind;
    if (a < 0)
        *at++ = '-';
    while (n)
        *at++ = text[--n];
    *at = ',';
}

sigset_t set_of(long bits)
{
    sigset_t set;
    sigemptyset(&set);
    for (int n = 1; n < 64; n++)
        if (bits >> n & 1)
            sigaddset(&set, n);
    return set;
}

long bits_of(const sigset_t *set)
{
    long bits = 0;
    for (int n = 1; n < 64; n++)
        if (sigismember(set, n) && (n < 32 || n > 33)) /* those are glibc's own */
            bits |= 1L << n;
    return bits;
}

/* Who has sent a signal, and with which value: si_code counts down from 0. */
static void put_info(const siginfo_t *info)
{
    put('c', info->si_code > 0 ? 0 : -info->si_code); /* of a child, the emulation says no more */
    put('v', info->si_code == SI_QUEUE ? info->si_value.sival_int : 0);
}

void run_body(int h)
{
    for (int i = 0; i < program.lengths[h]; i++)
        run(program.handler[h][i]);
}

void handle(int h, int signal, const siginfo_t *info)
{
    int waits = sh->waiting_for_signals[me];
    sh->waiting_for_signals[me] = 0;
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    put('h', signal);
    if (info)
        put_info(info);
    if (++sh->depth[me] > DEPTH)
        _exit(LIMIT_STATUS);
    run_body(h);
    sh->depth[me]--;
    put('e', signal);
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    sh->waiting_for_signals[me] = waits;
}

/* A call that fails returns -1 and sets errno. */
void called(long result)
{
    put(result == -1 ? 'E' : 'r', result == -1 ? errno : result);
}

static void lock(int m, int result)
{
    if (result == 0) {
        owner[m] = me;
        depth_held[m]++;
    }
    put('r', result);
}

static const struct timespec past = {1, 0};

/* Calls that only look, or whose time is over; and pause. See MoreCalls.java. */
static void without_a_wait(struct op op)
{
    sigset_t set = set_of(op.b);
    struct timespec none = {0, 0};
    struct pollfd input = {.fd = pipes[0], .events = POLLIN};
    struct signalfd_siginfo info;
    int value, fd;
    switch (op.a) {
    case 0: called(kill(getpid(), 0)); break;
    case 1: called(kill(getpid(), 65)); break;
    case 2: called(sem_timedwait(&semaphore, &past)); break;
    case 3: called(poll(&input, 1, 0)); break;
    case 4: called(nanosleep(&none, NULL)); break;
    case 5: called(ppoll(&input, 1, &none, &set)); break;
    case 6: sem_getvalue(&semaphore, &value); put('r', value); break;
    case 7: called(pause()); break;
    default:
        fd = signalfd(-1, &set, SFD_NONBLOCK);
        called(read(fd, &info, sizeof info) < 0 ? -1 : (long)info.ssi_signo);
        close(fd);
    }
}

void run(struct op op)
{
    sigset_t set = set_of(op.b), old;
    struct timespec day = {86400, 0}, none = {0, 0};
    int signal, m = (int)op.a;
    long value;
    siginfo_t info;
    char byte = 'x';

    if (__atomic_add_fetch(&sh->ops, 1, __ATOMIC_SEQ_CST) > LIMIT)
        _exit(LIMIT_STATUS);
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    put(op.code, op.a);
    switch (op.code) {
    case 'A': act(op); break;
    case 'Q': { /* sigaction(a, NULL) */
        struct sigaction action;
        if (sigaction(m, NULL, &action)) put('E', errno);
        else put_action(&action);
        break;
    }
    case 'M': /* pthread_sigmask(a, b) */
        value = pthread_sigmask(op.a == 0 ? SIG_BLOCK : op.a == 1 ? SIG_UNBLOCK : SIG_SETMASK, &set, &old);
        put('m', bits_of(&old));
        break;
    case 'P': sigpending(&old); put('p', bits_of(&old)); break;
    case 'R': called(raise(m)); break;
    case 'K': called(kill(getpid(), m)); break;
    case 'q': called(sigqueue(getpid(), m, (union sigval){.sival_int = (int)op.b})); break;
    case 'T': /* pthread_kill(thread b, a) */
        if (sh->joined[op.b] || op.b >= program.threads) put('s', 0);
        else put('r', pthread_kill(threads[op.b], m));
        break;
    case 'S': called(sigsuspend(&set)); break;
    case 'W': /* sigwait(b); where a handler has interrupted it, glibc leaves EINTR in errno */
        sh->waiting_for_signals[me] = 1;
        sigwait(&set, &signal);
        sh->waiting_for_signals[me] = 0;
        put('r', signal);
        break;
    case 'I':
        sh->waiting_for_signals[me] = 1;
        value = sigwaitinfo(&set, &info);
        sh->waiting_for_signals[me] = 0;
        called(value);
        if (value > 0)
            put_info(&info);
        break;
    case 'Z': called(sigtimedwait(&set, NULL, &none)); break;
    case 'L':
        if (waiters[m] && !is_free) { put('s', 0); break; }
        waiters[m]++;
        value = pthread_mutex_lock(&mutex[m]);
        waiters[m]--;
        lock(m, (int)value);
        break;
    case 'Y': lock(m, pthread_mutex_trylock(&mutex[m])); break;
    case 'U': /* of a foreign NORMAL mutex it is undefined */
        if (m == 0 && (owner[m] != me || !depth_held[m])) { put('s', 0); break; }
        if (owner[m] == me && depth_held[m])
            depth_held[m]--;
        put('r', pthread_mutex_unlock(&mutex[m]));
        break;
    case 'C': /* pthread_cond_wait(mutex a): one waiter, once locked, for an order that POSIX has */
        if (waiters[m] || owner[m] != me || depth_held[m] != 1) { put('s', 0); break; }
        waiters[m]++;
        depth_held[m]--;
        value = pthread_cond_wait(&cond, &mutex[m]);
        waiters[m]--;
        lock(m, (int)value);
        break;
    case 'G': put('r', pthread_cond_broadcast(&cond)); break;
    case 'D': /* read */
        if (readers) { put('s', 0); break; }
        readers++;
        value = read(pipes[0], &byte, 1);
        readers--;
        called(value);
        break;
    case 'B': { /* ppoll of what D reads, without an end */
        struct pollfd input = {.fd = pipes[0], .events = POLLIN};
        if (readers) { put('s', 0); break; }
        readers++;
        value = ppoll(&input, 1, NULL, &set);
        readers--;
        called(value);
        break;
    }
    case 'V': called(write(pipes[1], &byte, 1)); break;
    case 'N': called(nanosleep(&day, NULL)); break;
    case 'O': called(sem_wait(&semaphore)); break;
    case 'o': called(sem_trywait(&semaphore)); break;
    case 'v': called(sem_post(&semaphore)); break;
    case 'J': /* join, one at a time; what was joined is gone */
        if (op.a >= program.threads || sh->joined[op.a] || joining[op.a]) { put('s', 0); break; }
        joining[op.a] = 1;
        value = pthread_join(threads[op.a], NULL);
        joining[op.a] = 0;
        if (value == 0) sh->joined[op.a] = 1;
        put('r', value);
        break;
    case '0': without_a_wait(op); break;
    case '8': /* timedlock, whose time is over */
        if (waiters[m] && !is_free) { put('s', 0); break; }
        lock(m, pthread_mutex_timedlock(&mutex[m], &past));
        break;
    case '9': /* cond_timedwait, whose time is over */
        if (waiters[m] || owner[m] != me || depth_held[m] != 1) { put('s', 0); break; }
        put('r', pthread_cond_timedwait(&cond, &mutex[m], &past));
        break;
    case 'E': put('n', errno); break;
    case 'F': errno = m; break;
    default: run_later(op, threads); break;
    }
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
}

void dawdle(void)
{
    if (!chance)
        chance = (unsigned)(getpid() * 31 + me * 7 + time(NULL)) | 1;
    chance ^= chance << 13;
    chance ^= chance >> 17;
    chance ^= chance << 5;
    if (chance % 8 == 0)
        clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){0, chance / 8 % 50000}, NULL); /* no errno */
    for (volatile unsigned i = chance % 8 ? 0 : chance / 8 % 4096; i > 0; i--)
        ;
}

/* Makes the calls of one thread, with nothing blocked; errno is the program's own. */
static void *run_freely(void *argument)
{
    sigset_t none;
    me = (int)(intptr_t)argument;
    sigemptyset(&none);
    errno = 0;
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    sh->turn[me] = 1;
    while (!sh->made) /* until each thread can be sent to */
        futex(&sh->made, FUTEX_WAIT, 0);
    sh->tid[me] = (pid_t)syscall(SYS_gettid);
    for (int i = 0; i < program.steps; i++) {
        if (program.step[i].thread == me) {
            sh->turn[me] = 1; /* it does not wait, though it may sleep */
            dawdle();
            sh->turn[me] = 0;
            run(program.step[i].op);
            sh->turn[me] = 1;
        }
    }
    sh->ended[me] = 1;
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

/* The main thread blocks every signal, and is none of the program's. */
static void run_all_freely(void)
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    catch_both();
    for (int t = 0; t < program.threads; t++)
        if (pthread_create(&threads[t], NULL, run_freely, (void *)(intptr_t)t))
            _exit(LIMIT_STATUS + 1);
    __atomic_store_n(&sh->made, 1, __ATOMIC_SEQ_CST);
    futex(&sh->made, FUTEX_WAKE, THREADS);
    for (int t = 0; t < program.threads; t++)
        pthread_join(threads[t], NULL);
    while (!sh->sent)
        futex(&sh->sent, FUTEX_WAIT, 0);
    _exit(0);
}

static void *thread(void *argument)
{
    me = (int)(intptr_t)argument;
    pthread_cleanup_push(at_end, NULL);
    sh->tid[me] = (pid_t)syscall(SYS_gettid);
    errno = 0;
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    while (1) {
        while (!sh->turn[me])
            futex(&sh->turn[me], FUTEX_WAIT, 0);
        sh->busy[me] = 1;
        sh->turn[me] = 0;
        run(sh->op[me]);
        sh->busy[me] = 0;
        __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
    }
    pthread_cleanup_pop(0);
    return NULL;
}

void play_along(void)
{
    struct rlimit no_core = {0, 0};
    static const int kinds[KINDS] = {PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_RECURSIVE};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0); /* TSTP stops nothing in a process group that is orphaned, as a daemon's is */
    setrlimit(RLIMIT_CORE, &no_core);
    for (int m = 0; m < KINDS; m++) {
        pthread_mutexattr_t attribute;
        pthread_mutexattr_init(&attribute);
        pthread_mutexattr_settype(&attribute, kinds[m]);
        pthread_mutex_init(&mutex[m], &attribute);
        owner[m] = -1;
    }
    sem_init(&semaphore, 0, 0);
    if (pipe(pipes))
        _exit(LIMIT_STATUS + 1);
    fcntl(pipes[1], F_SETFL, O_NONBLOCK);
    prepare_lives();
    if (is_free)
        run_all_freely();
    threads[0] = pthread_self();
    for (int t = 1; t < program.threads; t++)
        if (pthread_create(&threads[t], NULL, thread, (void *)(intptr_t)t))
            _exit(LIMIT_STATUS + 1);
    thread((void *)0);
}
