/*
 * An echo server that is nothing but system calls: what `kit bench` compares servers with.
 *
 *     cc -O2 -pthread -o bare tools/bench/src/main/c/bare.c
 *     tools/kit bench --peer 'loop=./bare loop' --peer 'read=./bare read' closed:8x64
 *
 * It listens on 127.0.0.1 at the port in the variable PORT, serves as its argument says, and has no
 * shutdown: a signal ends it. Linux.
 *
 *     loop   one thread, one epoll set for all connections, level-triggered
 *     loops  a thread and an epoll set for each connection
 *     read   a thread for each connection, which blocks in read()
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096, EVENTS = 256, SEGMENT = 65536, USAGE = 2 };

/* What a client has not taken yet. Nothing is read from it meanwhile, so one segment is enough. */
struct connection {
    int fd;
    char *unsent;
    size_t from, to;
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static int listen_at(int port, int flags) {
    int fd = socket(AF_INET, SOCK_STREAM | flags, 0);
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
        bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, BACKLOG)) {
        die("cannot listen at PORT");
    }
    return fd;
}

static int accept_from(int listener, int flags) {
    int fd = accept4(listener, NULL, NULL, flags);
    int on = 1;
    if (fd >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    return fd;
}

static void watch(int epoll, int how, struct connection *connection, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(epoll, how, connection->fd, &event)) {
        die("epoll_ctl");
    }
}

static struct connection *connect_to(int epoll, int fd) {
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        die("calloc");
    }
    connection->fd = fd;
    watch(epoll, EPOLL_CTL_ADD, connection, EPOLLIN);
    return connection;
}

static void end(struct connection *connection) {
    close(connection->fd);
    free(connection->unsent);
    free(connection);
}

/* Sends what is left. Returns false when the client is gone. */
static bool send_unsent(int epoll, struct connection *connection) {
    ssize_t sent = send(connection->fd, connection->unsent + connection->from,
                        connection->to - connection->from, MSG_NOSIGNAL);
    if (sent < 0) {
        return errno == EAGAIN;
    }
    connection->from += sent;
    if (connection->from == connection->to) {
        connection->from = connection->to = 0;
        watch(epoll, EPOLL_CTL_MOD, connection, EPOLLIN);
    }
    return true;
}

/* Echoes what has come. Returns false when the client has ended or is gone. */
static bool echo(int epoll, struct connection *connection, char *segment) {
    ssize_t got = recv(connection->fd, segment, SEGMENT, 0);
    if (got <= 0) {
        return got < 0 && errno == EAGAIN;
    }
    ssize_t sent = send(connection->fd, segment, got, MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno != EAGAIN) {
            return false;
        }
        sent = 0;
    }
    if (sent < got) {
        if (connection->unsent == NULL && (connection->unsent = malloc(SEGMENT)) == NULL) {
            die("malloc");
        }
        memcpy(connection->unsent, segment + sent, got - sent);
        connection->to = got - sent;
        watch(epoll, EPOLL_CTL_MOD, connection, EPOLLOUT);
    }
    return true;
}

static bool serve(int epoll, struct connection *connection, char *segment) {
    return connection->to > 0 ? send_unsent(epoll, connection)
                              : echo(epoll, connection, segment);
}

static void loop(int port) {
    static char segment[SEGMENT];
    struct connection listener = {.fd = listen_at(port, SOCK_NONBLOCK)};
    int epoll = epoll_create1(0);
    watch(epoll, EPOLL_CTL_ADD, &listener, EPOLLIN);
    struct epoll_event ready[EVENTS];
    for (;;) {
        int count = epoll_wait(epoll, ready, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            struct connection *connection = ready[i].data.ptr;
            if (connection == &listener) {
                int fd;
                while ((fd = accept_from(listener.fd, SOCK_NONBLOCK)) >= 0) {
                    connect_to(epoll, fd);
                }
            } else if (!serve(epoll, connection, segment)) {
                end(connection);
            }
        }
    }
}

static void *run_loop(void *fd) {
    char segment[SEGMENT];
    int epoll = epoll_create1(0);
    struct connection *connection = connect_to(epoll, (int)(long)fd);
    struct epoll_event ready;
    do {
        while (epoll_wait(epoll, &ready, 1, -1) < 1) {
        }
    } while (serve(epoll, connection, segment));
    close(epoll);
    end(connection);
    return NULL;
}

static void *run_read(void *fd) {
    char segment[SEGMENT];
    int connection = (int)(long)fd;
    for (;;) {
        ssize_t got = read(connection, segment, SEGMENT);
        if (got <= 0) {
            break;
        }
        for (ssize_t from = 0, sent; from < got; from += sent) {
            sent = send(connection, segment + from, got - from, MSG_NOSIGNAL);
            if (sent < 0) {
                close(connection);
                return NULL;
            }
        }
    }
    close(connection);
    return NULL;
}

static void threads(int port, void *(*run)(void *), int flags) {
    int listener = listen_at(port, 0);
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    for (;;) {
        pthread_t thread;
        int fd = accept_from(listener, flags);
        if (fd >= 0 && pthread_create(&thread, &detached, run, (void *)(long)fd)) {
            close(fd);
        }
    }
}

int main(int count, char **arguments) {
    const char *text = getenv("PORT");
    char *rest = NULL;
    long port = text == NULL ? 0 : strtol(text, &rest, 10);
    if (port < 1 || port > 65535 || *rest != '\0') {
        fprintf(stderr, "error: the variable PORT has to be a port, 1 to 65535\n");
        return USAGE;
    }
    const char *mode = count == 2 ? arguments[1] : "";
    if (strcmp(mode, "loop") == 0) {
        loop(port);
    } else if (strcmp(mode, "loops") == 0) {
        threads(port, run_loop, SOCK_NONBLOCK);
    } else if (strcmp(mode, "read") == 0) {
        threads(port, run_read, 0);
    }
    fprintf(stderr, "usage: PORT=N bare loop|loops|read\n");
    return USAGE;
}
