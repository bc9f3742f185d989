/*
 * Time that only the programs move, and the loop over programs: loops.c and buffers.c share it.
 *
 * libevent asks the clock through the function below, which replaces that of libc. Nothing takes
 * time by itself, so no log depends on this machine.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dlfcn.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const long long START = 1000000000;
static long long now = START; /* in microseconds */

int clock_gettime(clockid_t clock, struct timespec *time) {
    (void)clock;
    time->tv_sec = now / 1000000;
    time->tv_nsec = now % 1000000 * 1000;
    return 0;
}

static long long at(void) {
    return now - START;
}

static struct timeval micros(long number) {
    struct timeval time = {number / 1000000, number % 1000000};
    return time;
}

/* Its time-outs begin at the call, as here; by default they begin with the round. */
static struct event_base *new_base(void) {
    struct event_config *config = event_config_new();
    event_config_set_flag(config, EVENT_BASE_FLAG_NO_CACHE_TIME);
    return event_base_new_with_config(config);
}

/* Calls act for each action of a script, and stops early when is_over says so. */
static void each_action(const char *script, const int *is_over,
                        void (*act)(char action, long number, const char *rest)) {
    for (const char *token = script; *token && !*is_over;) {
        if (isspace((unsigned char)*token)) {
            token++;
            continue;
        }
        char *end = (char *)token + 1;
        char action = *token;
        long number = isdigit((unsigned char)*end) ? strtol(end, &end, 10) : 0;
        act(action, number, *end == ':' ? end + 1 : "");
        token = end + strcspn(end, " ");
    }
}

/* Each line is a program, which runs in a process of its own and prints one line. */
static int each_program(void (*program)(char *line)) {
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        pid_t child = fork();
        if (child == 0) {
            program(line);
            printf("\n");
            fflush(stdout);
            _exit(0);
        }
        int status;
        if (waitpid(child, &status, 0) != child || status != 0) {
            printf("status %d\n", status);
            fflush(stdout);
        }
    }
    return 0;
}
