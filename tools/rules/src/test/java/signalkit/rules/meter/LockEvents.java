package signalkit.rules.meter;

/** Counts the locks that one thread takes; woven into the JDK, so it uses nothing of it. */
public final class LockEvents {
    private static volatile Thread watched;
    private static int count;

    private LockEvents() {}

    /** Called at each monitor entered and each lock acquired. */
    public static void hit() {
        Thread thread = watched;
        if (thread != null && thread == Thread.currentThread()) {
            count++;
        }
    }

    /** Starts to count for the calling thread. */
    public static void start() {
        count = 0;
        watched = Thread.currentThread();
    }

    /** Stops, and says how many there were. */
    public static int stop() {
        watched = null;
        return count;
    }
}
