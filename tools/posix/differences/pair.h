/* What the programs in C need: to wait until a thread sleeps in the kernel. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int sleeper; /* the id of the thread that is about to sleep */

__attribute__((unused)) static void will_sleep(void)
{
    atomic_store(&sleeper, (int)syscall(SYS_gettid));
}

__attribute__((unused)) static void until_asleep(void)
{
    char path[64], text[256], state = 'R';
    while (state != 'S') {
        sched_yield();
        snprintf(path, sizeof path, "/proc/self/task/%d/stat", atomic_load(&sleeper));
        FILE *file = fopen(path, "r");
        if (file && fgets(text, sizeof text, file))
            state = strrchr(text, ')')[2];
        if (file)
            fclose(file);
    }
}

/* Printed at once, and by write, for handlers print too. */
__attribute__((unused)) static void say(const char *format, ...)
{
    char line[200];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (write(1, line, (size_t)length) != length)
        _exit(1);
}

__attribute__((unused)) static sigset_t set_of(int signal)
{
    sigset_t set;
    sigemptyset(&set);
    if (signal)
        sigaddset(&set, signal);
    return set;
}

__attribute__((unused)) static void catch(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigaction(signal, &action, NULL);
}
