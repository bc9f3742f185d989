package signalkit.explorer.jdk;

/** Stands for {@link java.util.concurrent.locks.LockSupport}. */
public final class ModelLockSupport {
    private ModelLockSupport() {}

    /** As in LockSupport. */
    public static void park() {
        Parking.park(null, Here.NEVER);
    }

    /** As in LockSupport. */
    public static void park(Object blocker) {
        Parking.park(blocker, Here.NEVER);
    }

    /** As in LockSupport, on the run's clock. */
    public static void parkNanos(long nanos) {
        parkNanos(null, nanos);
    }

    /** As in LockSupport, on the run's clock. */
    public static void parkNanos(Object blocker, long nanos) {
        if (nanos > 0) {
            Parking.park(blocker, Here.deadline(nanos));
        }
    }

    /** As in LockSupport, on the run's clock. */
    public static void parkUntil(long millis) {
        parkUntil(null, millis);
    }

    /** As in LockSupport, on the run's clock. */
    public static void parkUntil(Object blocker, long millis) {
        Parking.park(blocker, ModelSystem.nanosOf(millis));
    }

    /** As in LockSupport, which promises nothing before the thread has started. */
    public static void unpark(ModelThread thread) {
        if (thread != null) {
            if (thread.pthread() == null) {
                Here.undecided("that the unpark of a thread that has not started is lost");
            }
            thread.parking().unpark(thread.label());
        }
    }

    /** As in LockSupport. */
    public static Object getBlocker(ModelThread thread) {
        return thread.parking().blocker();
    }

    /** As in LockSupport. */
    public static void setCurrentBlocker(Object blocker) {}
}
