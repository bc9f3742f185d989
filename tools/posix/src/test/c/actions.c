/* The actions of a program: what its handlers are, and what sigaction tells of them. */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <string.h>

static void handler0(int n, siginfo_t *info, void *c) { (void)c; handle(0, n, info); }
static void handler1(int n, siginfo_t *info, void *c) { (void)c; handle(1, n, info); }
static void handler2(int n, siginfo_t *info, void *c) { (void)c; handle(2, n, info); }
static void (*const handlers[3])(int, siginfo_t *, void *) = {handler0, handler1, handler2};
static void plain0(int n) { handle(0, n, NULL); }
static void plain1(int n) { handle(1, n, NULL); }
static void plain2(int n) { handle(2, n, NULL); }
static void (*const plain[3])(int) = {plain0, plain1, plain2};

/* 0 default, 1 ignored, 2 + h handler h, 6 + h without siginfo, 15 held. */
long disposition_of(void (*function)(void))
{
    for (int h = 0; h < 3; h++) {
        if (function == (void (*)(void))handlers[h])
            return 2 + h;
        if (function == (void (*)(void))plain[h])
            return 6 + h;
    }
    return function == (void (*)(void))SIG_DFL ? 0 : function == (void (*)(void))SIG_IGN ? 1 : 15;
}

void (*function_of(long disposition))(int)
{
    return disposition == 0 ? SIG_DFL : disposition == 1 ? SIG_IGN : disposition == 15 ? SIG_HOLD : plain[disposition - 6];
}

/* The disposition, the mask, and the flags: 1 RESTART, 2 NODEFER, 4 RESETHAND, 8 NOCLDSTOP, 16 NOCLDWAIT. */
void put_action(const struct sigaction *old)
{
    put('d', disposition_of((void (*)(void))old->sa_sigaction));
    put('m', bits_of(&old->sa_mask));
    put('f', (old->sa_flags & SA_RESTART ? 1 : 0) | (old->sa_flags & SA_NODEFER ? 2 : 0)
                 | (old->sa_flags & SA_RESETHAND ? 4 : 0) | (old->sa_flags & SA_NOCLDSTOP ? 8 : 0)
                 | (old->sa_flags & SA_NOCLDWAIT ? 16 : 0));
}

void act(struct op op)
{
    struct sigaction new, old;
    memset(&new, 0, sizeof new);
    long disposition = op.b & 15, flags = op.b >> 4;
    if (disposition < 2)
        new.sa_handler = disposition == 0 ? SIG_DFL : SIG_IGN;
    else
        new.sa_sigaction = handlers[disposition - 2];
    new.sa_mask = set_of(op.c);
    new.sa_flags = SA_SIGINFO | (flags & 1 ? SA_RESTART : 0) | (flags & 2 ? SA_NODEFER : 0) | (flags & 4 ? SA_RESETHAND : 0)
                   | (flags & 8 ? SA_NOCLDSTOP : 0) | (flags & 16 ? SA_NOCLDWAIT : 0);
    if (sigaction((int)op.a, &new, &old))
        put('E', errno);
    else
        put_action(&old);
}

/* For threads that run freely. */
void catch_both(void)
{
    static const struct sigaction action[2] = {
        {.sa_sigaction = handler0, .sa_flags = SA_SIGINFO},
        {.sa_sigaction = handler1, .sa_flags = SA_SIGINFO}};
    sigaction(SIGUSR1, &action[0], NULL);
    sigaction(SIGUSR2, &action[1], NULL);
}
