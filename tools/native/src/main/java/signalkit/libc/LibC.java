package signalkit.libc;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.IntByReference;

/**
 * The calls of libc that this module needs, with the names and types of their manual pages.
 *
 * <p>Those that return an error number do so; the others return -1 and leave it in {@link
 * Native#getLastError()}. Layouts are those of glibc on 64-bit Linux.
 */
final class LibC {
    /** {@code sizeof(sigset_t)}: 1,024 bits, of which the kernel uses 64. */
    static final int SIGSET_BYTES = 128;

    static {
        Native.register(LibC.class, Platform.C_LIBRARY_NAME);
    }

    private LibC() {}

    static native int sigwait(Pointer set, IntByReference signal);

    static native int sigtimedwait(Pointer set, Pointer info, Timespec timeout);

    static native int sigpending(Pointer set);

    static native int sigaction(int signal, Action action, Action old);

    static native int kill(int pid, int signal);

    static native int getpid();

    static native int ppoll(Pointer fds, NativeLong count, Timespec timeout, Pointer mask);

    /** A handler in C: {@code void (*sa_handler)(int)}. */
    interface Handler extends Callback {
        /** Called by the kernel on top of whatever the thread was doing. */
        void invoke(int signal);
    }

    /** {@code struct timespec}. */
    @FieldOrder({"seconds", "nanos"})
    public static final class Timespec extends Structure {
        public NativeLong seconds;
        public NativeLong nanos;

        /** A time of so many nanoseconds. */
        static Timespec of(long nanos) {
            Timespec time = new Timespec();
            time.seconds = new NativeLong(nanos / 1_000_000_000);
            time.nanos = new NativeLong(nanos % 1_000_000_000);
            return time;
        }
    }

    /** {@code struct sigaction}. */
    @FieldOrder({"handler", "mask", "flags", "restorer"})
    public static final class Action extends Structure {
        public Pointer handler;
        public byte[] mask = new byte[SIGSET_BYTES];
        public int flags;
        public Pointer restorer;
    }
}
