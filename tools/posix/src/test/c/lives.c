/*
 * Calls of the programs that came later: how threads end, what they keep, the old calls, children,
 * and a pipe that nobody reads. See calls.c.
 *
 * A handler on top of a cancellation point is not cancelled: there this glibc may cancel it between any two instructions
 * (its bug 12683, mended in 2.41). A call that is cancelled undoes nothing that is noted here about it, and neither does the emulation's.
 */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLEANUPS = 8 };

static int broken[2], children, child_waiters, once_callers;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static __thread int ending, cleanups;
static __thread long cleanup[CLEANUPS];

static void note_mask(void)
{
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    put('m', bits_of(&mask));
}

static void clean_up(long a)
{
    put('w', a);
    note_mask();
    if (a == 3)
        run_body(2);
}

/* C pushes and pops cleanup handlers in one block, and these programs do so in two steps. */
void at_end(void *unused)
{
    (void)unused;
    ending = 1;
    sh->waiting_for_signals[me] = 0;
    while (cleanups)
        clean_up(cleanup[--cleanups]);
    sh->ended[me] = 1;
    __atomic_add_fetch(&sh->activity, 1, __ATOMIC_SEQ_CST);
}

static void destroy(void *value)
{
    intptr_t left = (intptr_t)value;
    put('y', left);
    if (left > 1)
        pthread_setspecific(key, (void *)(left - 1));
}

static void initialise(void)
{
    put('i', 1);
    run_body(2);
    put('i', 2);
}

static void begin_child(int c)
{
    static const struct sigaction fresh; /* SIG_DFL is 0 */
    sigset_t none;
    sigemptyset(&none);
    for (int n = 1; n < 65; n++)
        if (n != SIGKILL && n != SIGSTOP)
            sigaction(n, &fresh, NULL);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL); /* its thread may have been cancelled */
    sh->child_is_ready[c] = 1;
    while (1)
        pause();
}

static void fork_one(void)
{
    if (children == CHILDREN) {
        put('s', 0);
        return;
    }
    int c = children++;
    pid_t pid = fork();
    if (pid == 0)
        begin_child(c);
    sh->child[c] = pid;
    put('r', c + 1);
}

/* Child a, or any with 9; the options are those of Linux: 1 WNOHANG, 2 WUNTRACED, 8 WCONTINUED. */
static void wait_for(long a, int options)
{
    int status;
    if (child_waiters || (a != 9 && a >= children)) {
        put('s', 0);
        return;
    }
    child_waiters++;
    pid_t pid = waitpid(a == 9 ? -1 : sh->child[a], &status, options);
    child_waiters--;
    if (pid <= 0) {
        called(pid);
        return;
    }
    put('r', pid == sh->child[0] ? 1 : 2);
    if (WIFSIGNALED(status))
        put('u', 256 + WTERMSIG(status));
    else if (WIFSTOPPED(status))
        put('u', 512 + WSTOPSIG(status));
    else
        put('u', WIFCONTINUED(status) ? 768 : WEXITSTATUS(status));
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void old(void (*before)(int))
{
    if (before == SIG_ERR)
        put('E', errno);
    else
        put('d', disposition_of((void (*)(void))before));
}

int run_later(struct op op, pthread_t *threads)
{
    int a = (int)op.a, state;
    char byte = 'x';
    switch (op.code) {
    case 'X': /* pthread_exit; the main thread stays */
        if (me == 0 || ending)
            put('s', 0);
        else
            pthread_exit(NULL);
        break;
    case 'x': /* pthread_cancel(thread a) */
        if (a == 0 || a >= program.threads || sh->joined[a] || sh->depth[a]) put('s', 0);
        else put('r', pthread_cancel(threads[a]));
        break;
    case 't': pthread_testcancel(); break;
    case '7': /* pthread_setcancelstate: 0 enable, 1 disable */
        if (ending || sh->depth[me]) {
            put('s', 0);
        } else {
            int result = pthread_setcancelstate(a ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE, &state);
            put('r', result ? result : state == PTHREAD_CANCEL_DISABLE);
        }
        break;
    case 'c': /* pthread_cleanup_push */
        if (ending || cleanups == CLEANUPS) put('s', 0);
        else cleanup[cleanups++] = a;
        break;
    case 'b': /* pthread_cleanup_pop(a) */
        if (ending || !cleanups) {
            put('s', 0);
        } else {
            long latest = cleanup[--cleanups];
            if (a)
                clean_up(latest);
        }
        break;
    case 'k': put('r', pthread_setspecific(key, (void *)(intptr_t)a)); break;
    case 'g': put('r', (intptr_t)pthread_getspecific(key)); break;
    case 'i': /* pthread_once: one runs it, and one more waits */
        if (once_callers > 1) {
            put('s', 0);
        } else {
            once_callers++;
            int result = pthread_once(&once, initialise);
            once_callers--;
            put('r', result);
        }
        break;
    case 'p': called(write(broken[1], &byte, 1)); break;
    case 'f': fork_one(); break;
    case 'w': wait_for(op.a, (int)op.b); break;
    case '1': old(signal(a, function_of(op.b))); break;
    case '2': old(sigset(a, function_of(op.b))); break;
    case '3': called(sighold(a)); break;
    case '4': called(sigrelse(a)); break;
    case '5': called(sigignore(a)); break;
    case '6': called(sigpause(a)); break;
    default: return 0;
    }
    return 1;
}

void prepare_lives(void)
{
    pthread_key_create(&key, destroy);
    if (pipe(broken))
        _exit(LIMIT_STATUS + 1);
    close(broken[0]);
}
