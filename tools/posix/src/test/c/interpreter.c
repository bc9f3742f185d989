/*
 * Runs the random programs of the referee on the kernel; signalkit.posix.referee.EmulatedRun does
 * the same on the emulation.
 *
 * Standard input has one program a line, standard output gets one log a line. A program is a list of
 * fields with one blank between two:
 *
 *   <threads> <handlers> {<count> {<op>}} <steps> {<thread> <op>}
 *
 * An op has four fields, a letter and three numbers: see run(). A set of signals is a hexadecimal
 * number whose bit n stands for signal n. Thread 9 is the process that looks on from outside.
 *
 * Each program runs in a child of its own. The parent lets one thread at a time do one step, and
 * waits until every thread sleeps, is stopped or has ended before the next step. So a log depends
 * on the order of the steps, and not on the scheduler, unless one step wakes two threads.
 *
 * With the argument "free" each thread makes its calls as fast as it can, and each signal from
 * outside comes at some moment. Then a program has as many logs as the scheduler makes of it.
 * USR1 and USR2 are caught, by handlers 0 and 1, and the main thread is none of the program's.
 */
#define _GNU_SOURCE
#include "program.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct program program;
struct shared *sh;
int is_free;

static char state_of(pid_t pid, pid_t tid)
{
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/%d/task/%d/stat", pid, tid);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return 'X';
    long n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0)
        return 'X';
    text[n] = 0;
    char *end = strrchr(text, ')');
    return end ? end[2] : 'X';
}

/* Lets others run; on a busy machine a thread that yields waits longer than one that has slept. */
static void breathe(void)
{
    nanosleep(&(struct timespec){0, 20000}, NULL);
}

/* Waits until every thread sleeps, is stopped or has ended; false when the process is gone. */
static int settle(pid_t pid, int *status)
{
    int calm_rounds = 0;
    for (long round = 0; round < 200000; round++) {
        int before = sh->activity, quiet = 1, stopped = 0, live = 0;
        if (waitpid(pid, status, WNOHANG) == pid)
            return 0;
        for (int t = 0; t < program.threads && quiet; t++) {
            if (!sh->tid[t]) {
                quiet = 0;
                break;
            }
            char state = state_of(pid, sh->tid[t]);
            if (state == 'X' || state == 'Z') {
                quiet = sh->ended[t];
                continue;
            }
            live++;
            stopped += state == 'T';
            quiet = state == 'T' || (state == 'S' && (sh->depth[t] || (!sh->turn[t] && !sh->ended[t])));
        }
        for (int c = 0; c < CHILDREN && sh->child[c]; c++)
            quiet &= sh->child_is_ready[c] && strchr("STZX", state_of(sh->child[c], sh->child[c]));
        /* The parent is told a moment after a child has stopped or ended. */
        int calm = quiet && sh->child[0] ? ++calm_rounds > 2 : quiet;
        if (calm && (stopped == 0 || stopped == live) && sh->activity == before)
            return 1;
        if (!quiet)
            calm_rounds = 0;
        breathe();
    }
    fprintf(stderr, "a program never settled:");
    for (int t = 0; t < program.threads; t++)
        fprintf(stderr, " thread %d state %c turn %d busy %d ended %d;", t, state_of(pid, sh->tid[t]),
                sh->turn[t], sh->busy[t], sh->ended[t]);
    fprintf(stderr, "\n");
    kill(pid, SIGKILL);
    waitpid(pid, status, 0);
    return 0;
}

static unsigned long field(pid_t pid, pid_t tid, const char *name)
{
    char path[64], line[256];
    unsigned long value = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/status", pid, tid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, name, strlen(name)))
            value = strtoul(line + strlen(name) + 1, NULL, 16);
    if (file)
        fclose(file);
    return value << 1 & ~(3UL << 32); /* without glibc's own */
}

/* Lets all threads run; false when the process is gone. */
static int play_freely(pid_t pid, int *status)
{
    while (!sh->tid[0]) { /* until then nobody has caught anything */
        if (waitpid(pid, status, WNOHANG) == pid)
            return 0; /* another thread has made too many calls */
        breathe();
    }
    for (int i = 0; i < program.steps; i++) {
        if (program.step[i].thread == OUTSIDE) {
            for (int times = rand() % 8; times > 0; times--)
                dawdle();
            kill(pid, (int)program.step[i].op.a);
        }
    }
    __atomic_store_n(&sh->sent, 1, __ATOMIC_SEQ_CST);
    futex(&sh->sent, FUTEX_WAKE, 1);
    return settle(pid, status);
}

static int play_in_steps(pid_t pid, int *status, char *skipped)
{
    int alive = 1;
    for (int i = 0; i < program.steps && alive; i++) {
        struct step *step = &program.step[i];
        int t = step->thread;
        if (t == OUTSIDE && step->op.code == 'j') { /* kill of a child */
            if (!sh->child[step->op.b])
                sprintf(skipped + strlen(skipped), "%d,", i);
            else
                kill(sh->child[step->op.b], (int)step->op.a);
        } else if (t == OUTSIDE) {
            kill(pid, (int)step->op.a);
        } else if (sh->busy[t] || sh->depth[t] || sh->turn[t] || sh->ended[t]) {
            sprintf(skipped + strlen(skipped), "%d,", i);
            continue;
        } else {
            sh->op[t] = step->op;
            __atomic_store_n(&sh->turn[t], 1, __ATOMIC_SEQ_CST);
            futex(&sh->turn[t], FUTEX_WAKE, 1);
        }
        alive = settle(pid, status);
    }
    return alive;
}

static void play(void)
{
    char skipped[STEPS * 4 + 1] = "";
    int status = 0;
    memset(sh, 0, sizeof *sh);
    pid_t pid = fork();
    if (pid == 0) {
        play_along();
        _exit(0);
    }
    int alive = is_free ? play_freely(pid, &status)
                        : settle(pid, &status) && play_in_steps(pid, &status, skipped);
    for (int t = 0; t < program.threads; t++)
        printf("%d:%s ", t, sh->log[t]);
    printf("skip:%s ", skipped);
    if (alive) {
        for (int t = 0; t < program.threads; t++) {
            if (sh->ended[t])
                continue;
            if (sh->waiting_for_signals[t])
                printf("mask%d:- ", t);
            else
                printf("mask%d:%lx ", t, field(pid, sh->tid[t], "SigBlk"));
            printf("pend%d:%lx ", t, field(pid, sh->tid[t], "SigPnd") | field(pid, sh->tid[t], "ShdPnd"));
        }
        printf("alive\n");
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    } else if (WIFSIGNALED(status)) {
        printf("killed %d\n", WTERMSIG(status));
    } else if (WEXITSTATUS(status) == LIMIT_STATUS) {
        printf("limit\n");
    } else {
        printf("exit %d\n", WEXITSTATUS(status));
    }
    fflush(stdout);
    for (int c = 0; c < CHILDREN && sh->child[c]; c++)
        kill(sh->child[c], SIGKILL);
    while (sh->child[0] && waitpid(-1, &status, 0) > 0)
        ; /* orphans are this process's */
}

static int next_op(FILE *in, struct op *op)
{
    return fscanf(in, " %c %ld %lx %lx", &op->code, &op->a, (unsigned long *)&op->b, (unsigned long *)&op->c) == 4;
}

/* A program inherits nothing from whoever started this one. */
static void forget_signals(void)
{
    static const struct sigaction fresh; /* SIG_DFL is 0 */
    sigset_t none;
    sigemptyset(&none);
    for (int n = 1; n < 32; n++)
        if (n != SIGKILL && n != SIGSTOP)
            sigaction(n, &fresh, NULL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int main(int argc, char **argv)
{
    is_free = argc > 1 && !strcmp(argv[1], "free");
    forget_signals();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    sh = mmap(NULL, sizeof *sh, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    while (fscanf(stdin, "%d %d", &program.threads, &program.handlers) == 2) {
        int ok = program.threads <= THREADS && program.handlers <= HANDLERS;
        for (int h = 0; ok && h < program.handlers; h++) {
            ok = fscanf(stdin, "%d", &program.lengths[h]) == 1 && program.lengths[h] <= OPS;
            for (int i = 0; ok && i < program.lengths[h]; i++)
                ok = next_op(stdin, &program.handler[h][i]);
        }
        ok = ok && fscanf(stdin, "%d", &program.steps) == 1 && program.steps <= STEPS;
        for (int i = 0; ok && i < program.steps; i++)
            ok = fscanf(stdin, "%d", &program.step[i].thread) == 1 && next_op(stdin, &program.step[i].op);
        if (!ok) {
            fprintf(stderr, "error: not a program\n");
            return 2;
        }
        play();
    }
    return 0;
}
