package signalkit.explorer.turn;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Task;
import signalkit.posix.Pthread;

/** Each thread of a run is one of the system, and all but one wait. */
final class ThreadTurn implements Turn {
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);

    /** So much time of a processor without a point is a loop. */
    private static final long LOOP = TimeUnit.SECONDS.toNanos(2);

    /** A thread that waits so many times, and not for the turn, waits for what nobody controls. */
    private static final int LOOKS_IF_WAITING = 4;

    /** One that comes to no point all the time, on a machine that lets us look on time, hangs. */
    private static final int LOOKS = 20;

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

    @Override
    public void add(Task task) {
        if (live.getAndIncrement() == 0) {
            pass(task);
        }
    }

    @Override
    public void remove(Task task) {
        if (live.decrementAndGet() == 0) {
            LockSupport.unpark(driver);
        }
    }

    @Override
    public void pass(Task task) {
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

    @Override
    public void notePoint() {
        points++;
    }

    @Override
    public boolean await(Task self) {
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
        return true;
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

    @Override
    public boolean awaitEnd() {
        int seen = points;
        Task watched = null;
        long used = 0;
        int looks = 0;
        int waits = 0;
        boolean interrupted = false;
        boolean hangs = false;
        while (live.get() > 0 && !hangs) {
            long before = System.nanoTime();
            LockSupport.parkNanos(this, BETWEEN_LOOKS);
            interrupted |= Thread.interrupted();
            long took = System.nanoTime() - before;
            int now = points;
            if (took < BETWEEN_LOOKS) {
                continue;
            }
            if (now != seen || watched == null) {
                seen = now;
                watched = holder;
                used = timeOf(watched);
                looks = 0;
                waits = 0;
            } else if (!IS_DEBUGGED) {
                // Whoever gets no processor makes no progress, and does not hang.
                looks += took < 2 * BETWEEN_LOOKS ? 1 : 0;
                waits = holderWaits() ? waits + 1 : 0;
                boolean loops = watched == holder && timeOf(watched) - used > LOOP;
                hangs = loops || waits > LOOKS_IF_WAITING || looks > LOOKS;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return live.get() == 0;
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
        return WAITING.contains(carrier.getState()) && isInScenario(carrier.getStackTrace());
    }

    /** Whether a thread carries one of a scenario, and does not stand in the turn. */
    private static boolean isInScenario(StackTraceElement[] stack) {
        return !Turn.isIn(stack)
                && Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Pthread.class.getName()));
    }
}
