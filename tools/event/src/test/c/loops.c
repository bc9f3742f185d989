/*
 * Runs random programs for an event loop with libevent; LoopProgram.java describes their language.
 *
 * libevent waits through the function below: a wait in which nothing is ready moves the clock, and
 * so does an action that works.
 */
#include "virtual.h"
#include <event2/event_struct.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>

enum { EVENTS = 6, SCRIPTS = 8, MAIN = SCRIPTS, PIPES = 1, SIGNALS = 2, CALLBACKS = 24 };

struct source {
    char kind; /* T, R, W or S */
    int arg;
    struct event *event;
};

static struct event_base *base;
static struct source sources[EVENTS];
static int source_count;
static char *scripts[SCRIPTS + 1];
static int pipes[PIPES][2];
static const int signals[SIGNALS] = {SIGUSR1, SIGUSR2};
static int waits = 2;
static int raised[SIGNALS]; /* the wait after which a signal was raised last */
static int callbacks;
static int is_over;

static void run(const char *script);

int epoll_wait(int fd, struct epoll_event *events, int size, int millis) {
    static int (*wait)(int, struct epoll_event *, int, int);
    if (!wait) {
        *(void **)&wait = dlsym(RTLD_NEXT, "epoll_wait");
    }
    int ready = wait(fd, events, size, 0);
    waits++;
    if (ready == 0 && millis > 0) {
        now += millis * 1000LL;
    } else if (ready == 0 && millis < 0) {
        printf(" idle");
        event_base_loopbreak(base);
    }
    return ready;
}

/* Each callback counts, so that no program runs forever. */
static int too_many(void) {
    if (++callbacks < CALLBACKS) {
        return 0;
    }
    if (!is_over) {
        printf(" enough");
    }
    is_over = 1;
    event_base_loopbreak(base);
    return 1;
}

static void on_event(evutil_socket_t fd, short what, void *arg) {
    (void)fd;
    struct source *source = arg;
    int number = (int)(source - sources);
    printf(" e%d:%d@%lld", number, what, at());
    if (!too_many()) {
        run(scripts[number]);
    }
}

static void on_once(evutil_socket_t fd, short what, void *arg) {
    (void)fd;
    (void)what;
    printf(" o%d@%lld", (int)((char **)arg - scripts), at());
    if (!too_many()) {
        run(*(char **)arg);
    }
}

static const short ALL = EV_TIMEOUT | EV_READ | EV_WRITE | EV_SIGNAL;

/* At most once in two rounds, since libevent calls back once for each run of its handler. */
static void raise_if_watched(int which) {
    struct sigaction action;
    sigaction(signals[which], NULL, &action);
    if (action.sa_handler != SIG_DFL && waits > raised[which] + 1) {
        raised[which] = waits;
        raise(signals[which]);
    }
}

static int is_active(const struct event *event) {
    return event->ev_evcallback.evcb_flags & EVLIST_ACTIVE;
}

static void act(char action, long number, const char *rest) {
    struct timeval time;
    char byte = 'x';
    switch (action) {
    case 'a': /* add */
        time = micros(atol(rest));
        if (!is_active(sources[number].event)) event_add(sources[number].event, *rest == '-' ? NULL : &time);
        break;
    case 'd': event_del(sources[number].event); break;
    case 'm': if (!is_active(sources[number].event)) event_remove_timer(sources[number].event); break;
    case 'v': if (!is_active(sources[number].event)) event_active(sources[number].event, (short)atoi(rest), 1); break;
    case 'q': printf(" q%ld=%d", number, event_pending(sources[number].event, ALL, NULL) != 0); break;
    case 'p': if (write(pipes[number][1], &byte, 1) != 1) abort(); break;
    case 't': printf(" t%ld=%zd", number, read(pipes[number][0], &byte, 1)); break;
    case 'r': raise_if_watched((int)number); break;
    case 'x': time = micros(number); event_base_loopexit(base, &time); break;
    case 'b': event_base_loopbreak(base); break;
    case 'o': /* once */
        time = micros(number);
        event_base_once(base, -1, EV_TIMEOUT, on_once, &scripts[atoi(rest)], &time);
        break;
    case 'w': now += number; break;
    case 'g':
        event_base_dispatch(base);
        printf(" g=%d%d@%lld", event_base_got_exit(base) != 0, event_base_got_break(base) != 0, at());
        break;
    default: abort();
    }
}

static void run(const char *script) {
    each_action(script, &is_over, act);
}

static void make(const char *text) {
    struct source *source = &sources[source_count++];
    source->kind = *text;
    source->arg = atoi(text + 1);
    short persist = strchr(text, '+') ? EV_PERSIST : 0;
    switch (source->kind) {
    case 'T': source->event = event_new(base, -1, persist, on_event, source); break;
    case 'R': source->event = event_new(base, pipes[source->arg][0], EV_READ | persist, on_event, source); break;
    case 'W': source->event = event_new(base, pipes[source->arg][1], EV_WRITE | persist, on_event, source); break;
    case 'S': source->event = evsignal_new(base, signals[source->arg], on_event, source); break;
    default: abort();
    }
}

static void program(char *line) {
    base = new_base();
    for (int i = 0; i < PIPES; i++) {
        if (pipe2(pipes[i], O_NONBLOCK)) abort();
    }
    char *fields = line;
    char *events = strsep(&fields, ";");
    for (int i = 0; i <= MAIN; i++) {
        scripts[i] = strsep(&fields, ";\n");
    }
    for (char *text; (text = strsep(&events, " "));) {
        if (*text) {
            make(text);
        }
    }
    run(scripts[MAIN]);
}

int main(void) {
    return each_program(program);
}
