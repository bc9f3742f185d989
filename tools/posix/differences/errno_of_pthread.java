import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signals;
import signalkit.posix.life.ThreadKey;

/** The same as {@code errno_of_pthread.c}. */
class ErrnoOfPthread {
    public static void main(String[] arguments) {
        PosixProcess.main().run(ErrnoOfPthread::program);
    }

    static void program() {
        Mutex mutex = new Mutex("mutex", Mutex.Kind.ERRORCHECK);
        Errno.set(Errno.NONE);
        System.out.println("unlock of a free mutex: " + result(mutex::unlock));
        mutex.lock();
        System.out.println("lock of one's own: " + result(mutex::lock));
        System.out.println("join of oneself: " + result(Pthread.self()::join));
        System.out.println(
                "signal 1000: " + result(() -> Signals.pthreadKill(Pthread.self(), 1000)));
        ThreadKey<String> key = new ThreadKey<>(value -> System.out.println("destroyed: " + value));
        key.set("value");
        System.out.println("delete: " + result(key::delete));
        System.out.println("get of a deleted key is NULL: " + (key.get() == null ? 1 : 0));
        System.out.println("set of it: " + result(() -> key.set("other")));
        System.out.println("delete of it: " + result(key::delete));
        System.out.println("errno: " + Errno.get().number());
        result(() -> Signals.kill(1000));
        System.out.println("errno after kill: " + Errno.get().number());
    }

    static int result(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (PosixException e) {
            return e.errno().number();
        }
    }
}
