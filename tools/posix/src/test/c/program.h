/*
 * What the programs in C here share: a program, and the memory that its process has in common
 * with the one that looks on.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <pthread.h>
#include <signal.h>
#include <sys/types.h>

enum { THREADS = 3, HANDLERS = 4, OPS = 8, STEPS = 64, LOG = 4096, LIMIT = 150, DEPTH = 8 };
enum { OUTSIDE = 9, LIMIT_STATUS = 99, KINDS = 3, CHILDREN = 2 };

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
    volatile pid_t child[CHILDREN]; /* that was forked, and whether it waits for its signals */
    volatile int child_is_ready[CHILDREN];
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

/* Of calls.c: who calls, an entry of its log, a call that sets errno, another call, a handler's. */
extern __thread int me;
void put(char kind, long a);
void called(long result);
void run(struct op op);
void run_body(int handler);
void handle(int handler, int signal, const siginfo_t *info);
sigset_t set_of(long bits);
long bits_of(const sigset_t *set);

/* Of actions.c: sigaction, what it tells, and the numbers of functions. */
void act(struct op op);
void put_action(const struct sigaction *old);
long disposition_of(void (*function)(void));
void (*function_of(long disposition))(int);
void catch_both(void);

/* Of lives.c: false when it does not know the call; the thread's last cleanup handler; the rest. */
int run_later(struct op op, pthread_t *threads);
void at_end(void *unused);
void prepare_lives(void);

#endif
