package signalkit.explorer.jdk;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

/** Stands for the methods of System, Runtime and TimeUnit that look at time or end the program. */
public final class ModelSystem {
    /** What the wall clock shows when a run begins: some day in 2024. */
    private static final long EPOCH = 1_700_000_000_000L;

    private static final int PROCESSORS = 2;

    private ModelSystem() {}

    /** As in {@link System}, on the run's clock: one of the times that it could be. */
    public static long nanoTime() {
        noteValue("another time than the one that System.nanoTime gives");
        return clockNanos();
    }

    /** As in {@link System}, on the run's clock: one of the times that it could be. */
    public static long currentTimeMillis() {
        noteValue("another time than the one that System.currentTimeMillis gives");
        return clockMillis();
    }

    /** Names a value that another JVM or another moment would give a plain program. */
    public static void noteValue(String other) {
        if (Here.state().isProgram()) {
            Here.undecided(other);
        }
    }

    /** The run's clock for models and copies, which wait by it. */
    public static long clockNanos() {
        JdkRun run = Here.run();
        return run == null ? 0 : run.readClock(Pthread.selfOrNull());
    }

    /** The same as the wall clock shows it. */
    public static long clockMillis() {
        return EPOCH + TimeUnit.NANOSECONDS.toMillis(clockNanos());
    }

    /**
     * The run's clock at a moment.
     *
     * @param millis as {@link #currentTimeMillis} counts
     * @return for deadlines
     */
    public static long nanosOf(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis - EPOCH);
    }

    /** As in {@link System}: the hooks run, then the run is over. */
    public static void exit(int status) {
        JdkRun run = Here.run();
        if (run == null) {
            throw new IllegalStateException("a static initialiser exits");
        }
        runHooks();
        run.exit(status);
    }

    /** Refuses {@link PosixProcess#main}: a run has a process of its own, which runs already. */
    public static PosixProcess mainProcess() {
        JdkRun run = Here.run();
        if (run != null) {
            run.refuseMissing("signalkit.posix.PosixProcess.main", new Throwable());
        }
        return PosixProcess.main();
    }

    /** Runs the hooks, each on its thread, and waits for all; a second exit waits forever. */
    public static void runHooks() {
        Here.step(Here.state(), Effect.WRITE, "exits");
        List<ModelThread> hooks = Here.state().takeHooks();
        if (hooks == null) {
            Here.await(Here.state(), "waits", "the end of the program", () -> false);
            return;
        }
        hooks.forEach(ModelThread::start);
        for (ModelThread hook : hooks) {
            Here.await(hook, "waits for a hook", "the end of " + hook.label(), hook::hasEnded);
        }
    }

    /** As in {@link Runtime}. */
    public static void exit(Runtime runtime, int status) {
        exit(status);
    }

    /** As in {@link Runtime}. */
    public static void halt(Runtime runtime, int status) {
        JdkRun run = Here.run();
        if (run != null) {
            run.exit(status);
        }
    }

    /** As in {@link Runtime}. */
    public static void addShutdownHook(Runtime runtime, ModelThread hook) {
        Here.state().addHook(hook);
    }

    /** As in {@link Runtime}. */
    public static boolean removeShutdownHook(Runtime runtime, ModelThread hook) {
        return Here.state().removeHook(hook);
    }

    /** Always two: a proof must not depend on the machine. */
    public static int availableProcessors(Runtime runtime) {
        noteValue("another number of processors than " + PROCESSORS);
        return PROCESSORS;
    }

    /** None is needed, see {@link #register}. */
    public static Cleaner cleaner() {
        return null;
    }

    /** What cleans would run on a thread that no run controls: it never runs by itself. */
    public static Cleaner.Cleanable register(Cleaner cleaner, Object object, Runnable action) {
        return action::run;
    }

    /** What copies of the JDK see: with one processor they do not spin before they wait. */
    public static int oneProcessor(Runtime runtime) {
        return 1;
    }

    /** As in the JDK's ArraysSupport: how long a larger array is. */
    public static int newLength(int oldLength, int least, int preferred) {
        int length = oldLength + Math.max(least, preferred);
        if (length < 0) {
            throw new OutOfMemoryError("Required length exceeds implementation limit");
        }
        return length;
    }

    /** As in the JDK's ArraysSupport. */
    public static <T> T[] reverse(T[] array) {
        for (int i = 0, j = array.length - 1; i < j; i++, j--) {
            T first = array[i];
            array[i] = array[j];
            array[j] = first;
        }
        return array;
    }

    /** What copies see of the calling thread's random numbers: a number of the thread. */
    public static int getProbe() {
        return Here.self().label().hashCode() | 1;
    }

    /** Nothing: every thread has its number. */
    public static void localInit() {}

    /** The next number after one that led to a collision. */
    public static int advanceProbe(int probe) {
        return probe + 1;
    }

    /** Decides how high a skip list is: as low as it can be, which changes no result. */
    public static int nextSecondarySeed() {
        return 1;
    }

    /** As in {@link TimeUnit}, on the run's clock. */
    public static void sleep(TimeUnit unit, long time) throws InterruptedException {
        if (time > 0) {
            ModelThread.sleepNanos(unit.toNanos(time));
        }
    }

    /** As in {@link TimeUnit}, on the run's clock. */
    public static void timedJoin(TimeUnit unit, ModelThread thread, long time)
            throws InterruptedException {
        if (time > 0) {
            thread.joinUntil(Here.deadline(unit.toNanos(time)));
        }
    }
}
