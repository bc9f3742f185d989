package signalkit.posix;

/**
 * A Java thread that carries threads of emulated processes, one after the other.
 *
 * <p>Most carry one. A scheduler that starts thousands of processes may use its carriers again; see
 * {@link Scheduler#carrier}. Carriers are daemons.
 */
public abstract class Carrier extends Thread {
    // Only this thread uses it:
    private Pthread carried;

    /**
     * A carrier that is not started.
     *
     * @param name of the Java thread
     */
    @SuppressWarnings("this-escape") // javac 21 and later cannot see into Thread.setDaemon
    protected Carrier(String name) {
        super(name);
        setDaemon(true);
    }

    /**
     * Runs a thread to its end; this Java thread must be the calling one.
     *
     * @param thread one whose carrier this is
     */
    protected final void carry(Pthread thread) {
        carried = thread;
        try {
            thread.run();
        } finally {
            carried = null;
        }
    }

    /** What this carries now; null between two threads. */
    final Pthread carried() {
        return carried;
    }

    /** Carries one thread and ends with it. */
    static final class Single extends Carrier {
        private final Pthread thread;

        Single(Pthread thread, String name) {
            super(name);
            this.thread = thread;
        }

        @Override
        public void run() {
            carry(thread);
        }
    }
}
