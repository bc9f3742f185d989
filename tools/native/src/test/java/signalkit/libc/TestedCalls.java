package signalkit.libc;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** What the scenarios call beyond {@link LibC}; named as in the manual. */
final class TestedCalls {
    static final int SIG_BLOCK = 0;
    static final int SIG_UNBLOCK = 1;
    static final int SIG_SETMASK = 2;

    static final int SA_RESTART = 0x1000_0000;
    static final int SA_NODEFER = 0x4000_0000;
    static final int SA_RESETHAND = 0x8000_0000;

    static {
        Native.register(TestedCalls.class, Platform.C_LIBRARY_NAME);
    }

    private TestedCalls() {}

    static native int pthread_sigmask(int how, Pointer set, Pointer old);

    static native int sigsuspend(Pointer mask);

    static native int raise(int signal);

    static native Pointer pthread_self();

    static native int pthread_kill(Pointer thread, int signal);

    static native int gettid();

    static native int nanosleep(LibC.Timespec time, LibC.Timespec left);

    static native int pthread_mutexattr_settype(Pointer attributes, int type);

    static native int pthread_mutexattr_init(Pointer attributes);

    static native int pthread_mutex_init(Pointer mutex, Pointer attributes);

    static native int pthread_mutex_lock(Pointer mutex);

    static native int pthread_mutex_trylock(Pointer mutex);

    static native int pthread_mutex_unlock(Pointer mutex);

    static native int pipe(int[] ends);

    static native int close(int end);

    static native long read(int end, byte[] bytes, long count);

    static native long write(int end, byte[] bytes, long count);
}
