/*
 * Runs random programs for a buffered socket with libevent; BufferProgram.java describes their
 * language.
 */
#include "virtual.h"
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <signal.h>
#include <sys/socket.h>

enum { READS, WRITES, EVENTS, MAIN, SCRIPTS, QUIET = 6, CALLBACKS = 24, LINES = 256, WIDTH = 48 };

static struct event_base *base;
static struct bufferevent *buffered;
static int peer;
static char *scripts[SCRIPTS];
static char lines[LINES][WIDTH]; /* what the callbacks of one action said */
static int line_count;
static int callbacks;
static int is_over;
static int has_large_output; /* said once for each action: how often is the kernel's affair */
static long taken;
static long told = -1; /* how much had come when onRead was called last */
static size_t high;
static long received;

static size_t input(void) { return evbuffer_get_length(bufferevent_get_input(buffered)); }
static size_t output(void) { return evbuffer_get_length(bufferevent_get_output(buffered)); }

static void act(char action, long number, const char *rest);

static void call_back(int script, const char *line) {
    static int calls[MAIN];
    if (callbacks++ < CALLBACKS) {
        snprintf(lines[line_count++], WIDTH, "%s", line);
        /* onWrite and onEvent act twice, or they would answer themselves for ever. */
        if (script == READS || calls[script]++ < 2) {
            each_action(scripts[script], &is_over, act);
        }
    } else {
        is_over = 1;
    }
}

static void on_read(struct bufferevent *event, void *arg) {
    (void)event;
    (void)arg;
    /* libevent calls this again and again, without an end, while the input is full; the kit once. */
    long come = taken + (long)input();
    if (come == told) {
        if (input() >= high) {
            event_base_loopbreak(base);
        }
        return;
    }
    told = come;
    char line[WIDTH];
    snprintf(line, sizeof line, "R%zu", input());
    call_back(READS, line);
}

static void on_write(struct bufferevent *event, void *arg) {
    (void)event;
    (void)arg;
    if (output() == 0) {
        call_back(WRITES, "W");
    } else {
        has_large_output = 1;
    }
}

static void on_event(struct bufferevent *event, short what, void *arg) {
    (void)event;
    (void)arg;
    char line[WIDTH];
    /* BEV_EVENT_READING and WRITING are 1 and 2; the kit says EV_READ and EV_WRITE, 2 and 4. */
    int direction = (what & (BEV_EVENT_READING | BEV_EVENT_WRITING)) * 2;
    int reason = what & ~(BEV_EVENT_READING | BEV_EVENT_WRITING);
    static int was_reset; /* a channel of Java says so at each read, a socket once */
    was_reset |= direction == EV_READ && reason == BEV_EVENT_ERROR;
    reason = direction == EV_READ && was_reset ? BEV_EVENT_ERROR : reason;
    snprintf(line, sizeof line, "E%d@%lld", direction | reason, at());
    call_back(EVENTS, line);
}

static void take(size_t count) {
    size_t most = count < input() ? count : input();
    taken += (long)most;
    evbuffer_drain(bufferevent_get_input(buffered), most);
}

static void settle(void) {
    for (int quiet = 0; quiet < QUIET && !is_over; quiet++) {
        int before = callbacks;
        event_base_loop(base, EVLOOP_NONBLOCK);
        if (callbacks != before) {
            quiet = 0;
        }
    }
}

static void send_to(long count) {
    char bytes[64] = {0};
    if (send(peer, bytes, (size_t)count, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
        printf(" broken");
    }
}

/* Receives until nothing more comes, also after our side went on. */
static void receive_all(void) {
    static char bytes[1 << 16];
    long sum = 0;
    for (long before = -1; sum != before;) {
        before = sum;
        for (ssize_t count; (count = recv(peer, bytes, sizeof bytes, MSG_DONTWAIT)) > 0;) {
            sum += count;
            received += count;
        }
        settle();
    }
    if (output()) {
        printf(" r%s", sum ? "some" : "0"); /* how much a full socket holds depends on the pieces */
    } else {
        printf(" r%ld", received);
    }
}

static void set_watermark(short direction, const char *rest) {
    char *end;
    size_t low = strtoul(rest, &end, 10);
    size_t most = strtoul(end + 1, NULL, 10);
    if (direction & EV_READ) {
        high = most;
    }
    bufferevent_setwatermark(buffered, direction, low, most);
}

static void set_timeouts(long read, long write) {
    struct timeval reads = micros(read * 1000);
    struct timeval writes = micros(write * 1000);
    bufferevent_set_timeouts(buffered, read ? &reads : NULL, write ? &writes : NULL);
}

static void write_bytes(size_t count) {
    char *bytes = calloc(1, count);
    bufferevent_write(buffered, bytes, count);
    free(bytes);
}

static void act(char action, long number, const char *rest) {
    switch (action) {
    case 'e': bufferevent_enable(buffered, (short)number); break;
    case 'd': bufferevent_disable(buffered, (short)number); break;
    case 'm': set_watermark((short)number, rest); break;
    case 't': set_timeouts(number, atol(rest)); break;
    case 'w': write_bytes((size_t)number); break;
    case 'x': take((size_t)number); break;
    case 's': send_to(number); break;
    case 'r': receive_all(); break;
    case 'c': shutdown(peer, SHUT_WR); break;
    case 'C': close(peer); break;
    case '+': now += number * 1000; break;
    default: abort();
    }
}

static int by_text(const void *a, const void *b) {
    return strcmp(a, b);
}

/* Then the loop settles, and what was called back is told, sorted: the order is epoll's affair. */
static void act_and_tell(char action, long number, const char *rest) {
    act(action, number, rest);
    settle();
    qsort(lines, (size_t)line_count, WIDTH, by_text);
    for (int i = 0; i < line_count; i++) {
        printf(" %s", lines[i]);
    }
    printf("%s %c=%zu,%s%s", has_large_output ? " w" : "", action, input(), output() ? "some" : "none",
           is_over ? " enough" : "");
    line_count = 0;
    has_large_output = 0;
}

static void program(char *line) {
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < SCRIPTS; i++) {
        scripts[i] = strsep(&line, ";\n");
    }
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends)) abort();
    peer = ends[1];
    base = new_base();
    buffered = bufferevent_socket_new(base, ends[0], BEV_OPT_CLOSE_ON_FREE);
    bufferevent_setcb(buffered, on_read, on_write, on_event, NULL);
    each_action(scripts[MAIN], &is_over, act_and_tell);
}

int main(void) {
    return each_program(program);
}
