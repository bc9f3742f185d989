package signalkit.posix;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import signalkit.posix.inspect.ThreadReport;

/**
 * Runs an emulated process to its end, or shows why it did not end in time.
 *
 * <p>No test sleeps to let something happen: it waits for a condition, under one limit, and what a
 * failure prints is a thread dump with the signals and the locks of the process.
 */
public final class Deadlines {
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Deadlines() {}

    /** Runs a process of its own; fails when it does not end with 0 or when a thread threw. */
    public static void run(Runnable main) {
        int status = statusOf(main);
        if (status != 0) {
            throw new AssertionError("the process ended with " + status);
        }
    }

    /** As {@link #run}, for a process that may end with any status. */
    public static int statusOf(Runnable main) {
        PosixProcess process = new PosixProcess("tested");
        process.start(main);
        return end(process, LIMIT);
    }

    /** Waits for the end of a process; fails with a dump when the time is over. */
    public static int end(PosixProcess process, Duration limit) {
        try {
            int status = process.waitFor(limit.toNanos());
            for (Throwable thrown : process.uncaught()) {
                throw new AssertionError("a thread of the process threw", thrown);
            }
            return status;
        } catch (PosixException timeout) {
            String dump = dump(process);
            process.exit(Signal.KILL.exitStatus());
            throw new AssertionError(timeout.getMessage() + "\n" + dump);
        }
    }

    /** Waits, without being an interruption point, until a condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("never: " + what + "\n" + dump(PosixProcess.current()));
            }
            LockSupport.parkNanos(20_000);
        }
    }

    /** Waits until a thread of the kit is parked on something of a kind. */
    public static void untilParkedOn(Pthread thread, Class<?> blocker) {
        until(
                thread + " waits on " + blocker.getSimpleName(),
                () ->
                        blocker.isInstance(LockSupport.getBlocker(thread.carrier()))
                                && isParked(thread));
    }

    private static boolean isParked(Pthread thread) {
        Thread.State state = thread.carrier().getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** What the threads of a process and of the JVM do, and who holds which lock. */
    public static String dump(PosixProcess process) {
        StringBuilder text = new StringBuilder("threads of " + process + ":\n");
        process.threads().forEach(thread -> text.append(ThreadReport.of(thread)).append('\n'));
        text.append("locks:\n").append(process.locks());
        text.append("threads of the JVM:\n");
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            LockInfo lock = info.getLockInfo();
            text.append(info.getThreadName()).append(' ').append(info.getThreadState());
            text.append(lock == null ? "" : " on " + lock + " of " + info.getLockOwnerName());
            for (StackTraceElement frame : info.getStackTrace()) {
                text.append("\n    ").append(frame);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
