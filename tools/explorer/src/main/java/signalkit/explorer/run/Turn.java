package signalkit.explorer.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Task;

/** Hands the right to run from thread to thread, and tells the driver when all have ended. */
final class Turn {
    /** A thread that makes no step for so long is in a loop or a call that nobody controls. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /**
     * A thread that waits for so long, and not for the turn, waits for what nobody controls; one
     * that has a processor for so long is in a loop.
     */
    private static final long PATIENCE_IF_SEEN = TimeUnit.SECONDS.toNanos(2);

    /** A thread that stands at a breakpoint is not stuck. */
    private static final boolean IS_DEBUGGED =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(argument -> argument.contains("jdwp"));

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Thread driver = Thread.currentThread();
    private final AtomicInteger live = new AtomicInteger();
    private volatile Task holder;

    /** How many points threads have come to; only who has the turn writes it. */
    private volatile int points;

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
        if (monitor != null) {
            // Only here, with the monitor: a thread that is not yet in its wait would go on with
            // the monitor, and come to wait for this one, which waits for the monitor.
            synchronized (monitor.object) {
                task.go = true;
                monitor.object.notifyAll();
            }
            return;
        }
        task.go = true;
        if (!task.begun) {
            // Not when it was created: that would be a switch to it and back for nothing.
            task.begun = true;
            ((ThreadPool.PooledThread) task.thread.carrier()).take(task.thread);
        } else {
            LockSupport.unpark(task.thread.carrier());
        }
    }

    /** Has to be told of each point that a thread comes to. */
    void notePoint() {
        points++;
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
    boolean awaitEnd() {
        int seen = points;
        long since = System.nanoTime();
        Task watched = null;
        long used = 0;
        while (live.get() > 0) {
            LockSupport.parkNanos(this, PATIENCE_IF_SEEN / 4);
            if (live.get() == 0) {
                return true;
            }
            int now = points;
            long still = System.nanoTime() - since;
            if (now != seen || watched == null) {
                seen = now;
                since = System.nanoTime();
                watched = holder;
                used = timeOf(watched);
            } else if (IS_DEBUGGED) {
                continue;
            } else if (still > PATIENCE
                    || still > PATIENCE_IF_SEEN && holderWaits()
                    || watched == holder && timeOf(watched) - used > PATIENCE_IF_SEEN) {
                return live.get() == 0;
            }
        }
        return true;
    }

    /** How long a thread has had a processor in all; 0 when nobody measures that. */
    private static long timeOf(Task task) {
        return task == null || !THREADS.isThreadCpuTimeEnabled()
                ? 0
                : THREADS.getThreadCpuTime(task.thread.carrier().getId());
    }

    /** A thread that only gets no processor is runnable, or not yet out of the turn. */
    private boolean holderWaits() {
        Task task = holder;
        if (task == null) {
            return false;
        }
        Thread carrier = task.thread.carrier();
        return WAITING.contains(carrier.getState()) && Texts.isInScenario(carrier.getStackTrace());
    }
}
