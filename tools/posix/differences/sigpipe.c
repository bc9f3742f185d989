#include "pair.h"
#include <fcntl.h>

static char bytes[70000];
static pthread_t writer;

static void handler(int signal)
{
    say("handler of %d\n", signal);
}

static void *sender(void *unused)
{
    until_asleep();
    pthread_kill(writer, SIGUSR1);
    return unused;
}

int main(void)
{
    int ends[2];
    pthread_t thread;
    if (pipe(ends))
        return 1;
    catch(SIGUSR1, handler, SA_RESTART);
    catch(SIGPIPE, handler, 0);
    writer = pthread_self();
    will_sleep();
    pthread_create(&thread, NULL, sender, NULL);
    say("short write: %d\n", (int)write(ends[1], bytes, sizeof bytes)); /* a handler has run */
    pthread_join(thread, NULL);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    int result = (int)write(ends[1], bytes, 1);
    say("full: %d, EAGAIN: %d\n", result, errno == EAGAIN);
    say("short read: %d\n", (int)read(ends[0], bytes, 4000));
    result = (int)write(ends[1], bytes, 1); /* no page is free yet */
    say("full: %d, EAGAIN: %d\n", result, errno == EAGAIN);
    say("read: %d\n", (int)read(ends[0], bytes, 96));
    result = (int)write(ends[1], bytes, 5000); /* more than PIPE_BUF may be split */
    say("short write: %d\n", result);
    close(ends[0]);
    result = (int)write(ends[1], bytes, 1);
    say("write: %d, EPIPE: %d\n", result, errno == EPIPE);
    catch(SIGPIPE, SIG_DFL, 0);
    result = (int)write(ends[1], bytes, 1);
    say("not here: %d\n", result);
    return 0;
}
