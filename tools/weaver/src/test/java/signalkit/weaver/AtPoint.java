package signalkit.weaver;

import signalkit.posix.Op;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Real threads; but at the n-th point of the watched code, from 0 on, something happens. */
final class AtPoint implements Scheduler {
    private final Scheduler real = PosixProcess.main().scheduler();
    private final int chosen;
    private final Runnable act;
    private int seen;
    private boolean watching;
    private volatile boolean acted;

    AtPoint(int chosen, Runnable act) {
        this.chosen = chosen;
        this.act = act;
    }

    /** Runs code on the calling thread, counting its points. */
    void watch(Runnable code) {
        watching = true;
        code.run();
        watching = false;
    }

    boolean hasActed() {
        return acted;
    }

    @Override
    public void point(Pthread self, Op op, Object target) {
        if (watching && seen++ == chosen) {
            watching = false;
            acted = true;
            act.run();
        }
    }

    @Override
    public void start(Pthread thread) {
        real.start(thread);
    }

    @Override
    public void park(Pthread self, Object blocker, long deadline) {
        real.park(self, blocker, deadline);
    }

    @Override
    public void unpark(Pthread thread) {
        real.unpark(thread);
    }

    @Override
    public long nanoTime() {
        return real.nanoTime();
    }
}
