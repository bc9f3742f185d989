/*
 * Runs a program again and again, sends it signals at random moments, and counts how its runs end.
 *
 *     driver SIGNALS TARGET MODE GAP SECONDS STOP PROGRAM
 *
 *     SIGNALS   numbers with commas, in turn; 0 for none
 *     TARGET    process: kill(2); threads: tgkill(2) to each thread in turn, on Linux
 *     MODE      storm: a signal at most every GAP nanoseconds, and one at once whenever the program writes
 *               a byte, for a fifth of a second
 *               ack: the next one when the program has written a byte
 *               once: one, up to GAP nanoseconds after the program is ready
 *     SECONDS   for all runs
 *     STOP      1 to stop after the first run that does not end well
 *
 * The program writes a byte to its standard output when it is ready. It ends by itself, with status 0
 * if all is well. What it writes to its standard error is its complaint. A run hangs when all of its
 * threads have slept, or one of them has run, for longer than any run should: see is_stuck.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USAGE = 2, STORM_MS = 200, ASLEEP_MS = 500, RUNNING_MS = 1500, WALL_MS = 20000, LOOK_NS = 10000000, THREADS = 64 };

static int signals[8], signal_count, to_threads, stop_at_failure;
static char mode, complaint[160];
static long gap, runs, well, wrong, hung, killed;
static int killed_by;

struct run {
    pid_t pid;
    int out, err, status;
    long watched_since, quiet_since, cpu, cpu_before;
};

static long now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static long now_ms(void) {
    return now_ns() / 1000000;
}

static void die(const char *what) {
    perror(what);
    exit(USAGE);
}

/* The processor time of all threads in milliseconds, and whether one of them could run. */
static long cpu_ms(pid_t pid, int *runnable) {
    char path[64], line[512];
    long ticks = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    *runnable = tasks == NULL;
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/stat", pid, task->d_name);
        FILE *file = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        char *rest = file != NULL && fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
        char state = 'S';
        unsigned long user = 0, kernel = 0;
        if (rest != NULL) {
            sscanf(rest, ") %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &state, &user, &kernel);
        }
        *runnable |= state == 'R' || state == 'D';
        ticks += (long)(user + kernel);
        if (file != NULL) {
            fclose(file);
        }
    }
    if (tasks != NULL) {
        closedir(tasks);
    }
    return ticks * 1000 / sysconf(_SC_CLK_TCK);
}

/* From here on the program has to get on. */
static void watch(struct run *run) {
    int runnable;
    run->cpu = run->cpu_before = cpu_ms(run->pid, &runnable);
    run->watched_since = run->quiet_since = now_ms();
}

/* A process that only waits for a processor is not stuck, however long that takes. */
static int is_stuck(struct run *run) {
    int runnable;
    long cpu = cpu_ms(run->pid, &runnable);
    if (runnable || cpu != run->cpu) {
        run->cpu = cpu;
        run->quiet_since = now_ms();
    }
    return now_ms() - run->quiet_since > ASLEEP_MS || cpu - run->cpu_before > RUNNING_MS ||
           now_ms() - run->watched_since > WALL_MS;
}

/*
 * All on one processor: whenever this program wakes up, the other one has just been interrupted, at
 * any instruction, and a signal that is sent now is delivered there.
 */
static void share_processor(void) {
#ifdef __linux__
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
    prctl(PR_SET_TIMERSLACK, 1);
#endif
}

static struct run start(const char *program) {
    int out[2], err[2];
    if (pipe(out) || pipe(err)) {
        die("pipe");
    }
    struct run run = {.pid = fork(), .out = out[0], .err = err[0], .status = -1};
    if (run.pid < 0) {
        die("fork");
    }
    if (run.pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        execl(program, program, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    close(err[1]);
    return run;
}

static int has_ended(struct run *run) {
    return waitpid(run->pid, &run->status, WNOHANG) == run->pid;
}

static void send_to(struct run *run, int signo) {
    static unsigned turn;
    pid_t ids[THREADS];
    unsigned count = 0;
#ifdef __linux__
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/task", run->pid);
    DIR *tasks = to_threads ? opendir(path) : NULL;
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        if (task->d_name[0] != '.' && count < THREADS) {
            ids[count++] = atoi(task->d_name);
        }
    }
    if (tasks != NULL) {
        closedir(tasks);
    }
    if (count > 0) {
        syscall(SYS_tgkill, run->pid, ids[turn++ % count], signo);
        return;
    }
#endif
    kill(run->pid, signo);
}

/* Waits for a byte, but no longer than that. */
static int reads_byte(struct run *run, long ns) {
    char byte;
    struct pollfd out = {.fd = run->out, .events = POLLIN};
    struct timespec time = {.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
    return ppoll(&out, 1, &time, NULL) == 1 && read(run->out, &byte, 1) == 1;
}

/* Waits for a byte; 0 when the program has ended or is stuck. */
static int awaits_byte(struct run *run) {
    for (watch(run); !reads_byte(run, LOOK_NS);) {
        if (has_ended(run) || is_stuck(run)) {
            return 0;
        }
    }
    return 1;
}

static void provoke(struct run *run) {
    int next = 0;
    if (!awaits_byte(run) || signals[0] == 0) {
        return;
    }
    long begin = now_ms();
    do {
        if (mode != 'a') {
            reads_byte(run, rand() % (gap + 1));
        }
        send_to(run, signals[next++ % signal_count]);
    } while (mode == 'a'   ? awaits_byte(run)
             : mode == 's' ? !has_ended(run) && now_ms() - begin < STORM_MS
                           : 0);
}

static void judge(struct run *run) {
    watch(run);
    while (run->status < 0 && !has_ended(run)) {
        if (is_stuck(run)) {
            kill(run->pid, SIGKILL);
            waitpid(run->pid, &run->status, 0);
            hung++;
            return;
        }
        poll(NULL, 0, 1);
    }
    if (WIFSIGNALED(run->status)) {
        killed++;
        killed_by = WTERMSIG(run->status);
    } else if (WEXITSTATUS(run->status) != 0) {
        wrong++;
    } else {
        well++;
    }
}

static void complain(struct run *run) {
    ssize_t got = read(run->err, complaint, sizeof complaint - 1);
    complaint[got > 0 ? got : 0] = '\0';
    complaint[strcspn(complaint, "\n")] = '\0';
}

int main(int argc, char **argv) {
    if (argc != 8) {
        fprintf(stderr, "usage: driver SIGNALS TARGET MODE GAP SECONDS STOP PROGRAM\n");
        return USAGE;
    }
    for (char *word = strtok(argv[1], ","); word != NULL && signal_count < 8; word = strtok(NULL, ",")) {
        signals[signal_count++] = atoi(word);
    }
    to_threads = strcmp(argv[2], "threads") == 0;
    mode = argv[3][0];
    gap = atol(argv[4]);
    stop_at_failure = atoi(argv[6]);
    srand((unsigned)now_ns());
    share_processor();
    for (long end = now_ms() + (long)(atof(argv[5]) * 1000); now_ms() < end;) {
        struct run run = start(argv[7]);
        provoke(&run);
        judge(&run);
        runs++;
        if (runs != well && complaint[0] == '\0') {
            complain(&run);
        }
        close(run.out);
        close(run.err);
        if (stop_at_failure && runs != well) {
            break;
        }
    }
    printf("%ld %ld %ld %ld %ld %d %s\n", runs, well, wrong, hung, killed, killed_by, complaint);
    return 0;
}
