/*
 * What interpreter.c and calls.c share: a program, and the memory that its process has in common
 * with the one that looks on.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <sys/types.h>

enum { THREADS = 3, HANDLERS = 4, OPS = 8, STEPS = 64, LOG = 4096, LIMIT = 150, DEPTH = 8 };
enum { OUTSIDE = 9, LIMIT_STATUS = 99, KINDS = 3 };

struct op {
    char code;
    long a, b, c;
};

struct step {
    int thread;
    struct op op;
};

struct program {
    int threads, handlers, steps;
    int lengths[HANDLERS];
    struct op handler[HANDLERS][OPS];
    struct step step[STEPS];
};

/* What parent and child share. */
struct shared {
    volatile int activity;
    volatile int ops;
    volatile int made; /* all threads; and below: for a program whose threads run freely */
    volatile int sent; /* all signals from outside; for a program whose threads run freely */
    volatile int turn[THREADS];
    volatile int busy[THREADS];
    volatile int depth[THREADS];
    volatile int ended[THREADS];
    volatile int joined[THREADS];
    volatile int waiting_for_signals[THREADS];
    volatile pid_t tid[THREADS];
    struct op op[THREADS];
    volatile int length[THREADS];
    char log[THREADS][LOG];
};

extern struct program program;
extern struct shared *sh;

/* Whether each thread makes its calls as fast as it can, and not one at a time. */
extern int is_free;

/* Runs the program in the calling process, as the parent gives its threads their turns. */
void play_along(void);

/* Lets some time of chance pass, so that threads meet in other ways in each run. */
void dawdle(void);

long futex(volatile int *word, int op, int value);

#endif
