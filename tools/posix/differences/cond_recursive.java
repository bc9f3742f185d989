import signalkit.posix.Cond;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

/** The same as {@code cond_recursive.c}. */
class CondRecursive {
    public static void main(String[] arguments) {
        PosixProcess.main().run(CondRecursive::program);
    }

    static void program() {
        Mutex mutex = new Mutex("mutex", Mutex.Kind.RECURSIVE);
        Cond cond = new Cond("cond");
        Pthread waiter =
                Pthread.create(
                        "waiter",
                        () -> {
                            mutex.lock();
                            mutex.lock();
                            cond.await(mutex);
                            System.out.println("the wait is over");
                        });
        untilAsleep(waiter);
        int result = mutex.tryLock() ? 0 : Errno.EBUSY.number(); // to lock it would hang
        System.out.println("trylock: " + result);
        cond.signal();
        waiter.join();
    }

    static void untilAsleep(Pthread thread) {
        while (thread.carrier().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
