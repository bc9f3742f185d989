package signalkit.posix;

/**
 * Real threads, but the next look at the clock by a chosen thread first runs something else.
 *
 * <p>A timed wait looks at the clock between its last try and its sleep, which is where a wake-up
 * can be lost; a test puts the other thread's step exactly there.
 */
final class HookedClock implements Scheduler {
    private final NativeScheduler real = NativeScheduler.INSTANCE;
    private volatile String threadName;
    private volatile Runnable hook;
    private volatile long skew;

    /**
     * At the next look of the thread of that name: run this, and let the time pass from then on.
     */
    void atNextLookOf(String name, Runnable run, long nanosThatPass) {
        hook =
                () -> {
                    run.run();
                    skew = nanosThatPass;
                };
        threadName = name;
    }

    @Override
    public long nanoTime() {
        if (Thread.currentThread().getName().equals(threadName)) {
            threadName = null;
            hook.run();
        }
        return System.nanoTime() + skew;
    }

    @Override
    public void start(Pthread thread) {
        real.start(thread);
    }

    @Override
    public void park(Pthread self, Object blocker, long deadline) {
        real.park(self, blocker, deadline == NEVER ? NEVER : deadline - skew);
    }

    @Override
    public void unpark(Pthread thread) {
        real.unpark(thread);
    }

    @Override
    public void point(Pthread self, Op op, Object target) {
        real.point(self, op, target);
    }
}
