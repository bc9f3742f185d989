#include "pair.h"
#include <setjmp.h>

static sigjmp_buf out;
static int value;
static pthread_mutex_t mutex;

static void jump(int signal)
{
    say("handler of %d\n", signal);
    siglongjmp(out, value);
}

static void look(const char *when)
{
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    say("%s, blocked: %d\n", when, sigismember(&mask, SIGUSR1));
}

int main(void)
{
    pthread_mutexattr_t kind;
    int result;
    pthread_mutexattr_init(&kind);
    pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&mutex, &kind);
    catch(SIGUSR1, jump, 0);
    if ((result = sigsetjmp(out, 1)) == 0)
        raise(SIGUSR1); /* the mask of sigsetjmp is back */
    say("jumped: %d\n", result);
    look("with the mask");
    value = 7;
    if ((result = sigsetjmp(out, 0)) == 0)
        raise(SIGUSR1); /* the mask of the handler stays */
    say("jumped: %d\n", result);
    look("without the mask");
    pthread_sigmask(SIG_SETMASK, &(sigset_t){0}, NULL);
    if ((result = sigsetjmp(out, 1)) == 0) {
        pthread_mutex_lock(&mutex);
        raise(SIGUSR1); /* the unlock is jumped over */
        pthread_mutex_unlock(&mutex);
    }
    say("EDEADLK: %d\n", pthread_mutex_lock(&mutex) == EDEADLK);
    return 0;
}
