package signalkit.explorer;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Hands the right to run from thread to thread, and tells the driver when all have ended. */
final class Baton {
    /** A thread that makes no step for so long is in a loop or a call that nobody controls. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** A thread that waits for so long, and not for the baton, waits for what nobody controls. */
    private static final long PATIENCE_WITH_WAITS = TimeUnit.SECONDS.toNanos(2);

    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Thread driver = Thread.currentThread();
    private final AtomicInteger live = new AtomicInteger();
    private volatile Task holder;

    /** The first one has it at once. */
    void add(Task task) {
        if (live.getAndIncrement() == 0) {
            pass(task);
        }
    }

    void remove() {
        if (live.decrementAndGet() == 0) {
            LockSupport.unpark(driver);
        }
    }

    void pass(Task task) {
        Monitor monitor = task.waitsOn;
        holder = task;
        task.go = true;
        if (!task.begun) {
            // Not when it was created: that would be a switch to it and back for nothing.
            task.begun = true;
            ((Crew.Hand) task.thread.carrier()).take(task.thread);
        } else if (monitor == null) {
            LockSupport.unpark(task.thread.carrier());
        } else {
            synchronized (monitor.object) {
                monitor.object.notifyAll();
            }
        }
    }

    void await(Task self) {
        boolean interrupted = false;
        while (!self.go) {
            if (self.waitsOn == null) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            } else {
                interrupted |= awaitIn(self.waitsOn.object, self);
            }
        }
        self.go = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** In place of the wait of the scenario: gives up the monitor as that would. */
    private static boolean awaitIn(Object monitor, Task self) {
        try {
            while (!self.go) {
                monitor.wait();
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Waits for the end of all threads; false when one makes no progress. */
    boolean awaitEnd(IntSupplier progress) {
        int seen = progress.getAsInt();
        long since = System.nanoTime();
        while (live.get() > 0) {
            LockSupport.parkNanos(this, PATIENCE_WITH_WAITS / 4);
            int now = progress.getAsInt();
            long still = System.nanoTime() - since;
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (still > PATIENCE || still > PATIENCE_WITH_WAITS && holderWaits()) {
                return live.get() == 0;
            }
        }
        return true;
    }

    /** A thread that only gets no processor is runnable, or not yet out of the baton. */
    private boolean holderWaits() {
        Task task = holder;
        if (task == null) {
            return false;
        }
        Thread carrier = task.thread.carrier();
        return WAITING.contains(carrier.getState()) && Texts.isInScenario(carrier.getStackTrace());
    }
}
