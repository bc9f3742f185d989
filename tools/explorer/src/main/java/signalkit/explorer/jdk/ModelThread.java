package signalkit.explorer.jdk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Pthread;

/** Stands for {@link Thread}: the same methods, on a thread of the run. */
@SuppressWarnings("this-escape") // its group only keeps it
public class ModelThread extends ThreadAttributes implements Runnable {
    /** Stands for {@link Thread.UncaughtExceptionHandler}. */
    @FunctionalInterface
    public interface UncaughtExceptionHandler {
        /**
         * Takes what has ended a thread.
         *
         * @param thread that thread, which runs this
         * @param thrown what it has thrown
         */
        void uncaughtException(ModelThread thread, Throwable thrown);
    }

    /** Where steps of the handler for all threads meet. */
    private static final class SharedHandler {}

    private static final SharedHandler HANDLER = new SharedHandler();

    private final Runnable target;
    private Pthread pthread;
    private boolean started;
    private boolean ended;
    private final InterruptStatus status = new InterruptStatus();
    private final Parking parking = new Parking();

    /** By variable; those that a new thread inherits are copied when it is made. */
    final Map<ModelThreadLocal<?>, ModelThreadLocal.Slot> locals = new LinkedHashMap<>();

    /** A thread that runs already, made by the scenario or by nobody. */
    ModelThread(Pthread running, ModelThreadGroup group) {
        super(
                running == null ? "main" : running.name(),
                1 + (running == null ? 0 : Here.state().next("thread")),
                false,
                null,
                group);
        group.add(this);
        this.target = null;
        this.pthread = running;
        this.started = true;
    }

    /** As in {@link Thread}. */
    public ModelThread() {
        this(null, null, false);
    }

    /** As in {@link Thread}. */
    public ModelThread(Runnable target) {
        this(target, null, false);
    }

    /** As in {@link Thread}. */
    public ModelThread(String name) {
        this(null, Objects.requireNonNull(name), false);
    }

    /** As in {@link Thread}. */
    public ModelThread(Runnable target, String name) {
        this(target, Objects.requireNonNull(name), false);
    }

    /** As in {@link Thread}. */
    public ModelThread(ModelThreadGroup group, Runnable target) {
        this(group, target, null, false, true);
    }

    /** As in {@link Thread}. */
    public ModelThread(ModelThreadGroup group, String name) {
        this(group, null, Objects.requireNonNull(name), false, true);
    }

    /** As in {@link Thread}. */
    public ModelThread(ModelThreadGroup group, Runnable target, String name) {
        this(group, target, Objects.requireNonNull(name), false, true);
    }

    /** As in {@link Thread}; the size does not matter. */
    public ModelThread(ModelThreadGroup group, Runnable target, String name, long stackSize) {
        this(group, target, Objects.requireNonNull(name), false, true);
    }

    /** As in {@link Thread}; the size does not matter. */
    public ModelThread(
            ModelThreadGroup group, Runnable target, String name, long stackSize, boolean inherit) {
        this(group, target, Objects.requireNonNull(name), false, inherit);
    }

    private ModelThread(Runnable target, String name, boolean isVirtual) {
        this(null, target, name, isVirtual, true);
    }

    ModelThread(
            ModelThreadGroup group,
            Runnable target,
            String name,
            boolean isVirtual,
            boolean inherit) {
        super(
                name != null
                        ? name
                        : isVirtual ? "" : "Thread-" + Here.state().nextThread("Thread-"),
                1 + Here.state().nextThread("thread"),
                isVirtual,
                Here.self(),
                isVirtual ? Here.state().virtualThreads() : group);
        this.target = target;
        if (!isVirtual) {
            ownGroup().add(this);
        }
        if (inherit) {
            inherit(Here.self());
        }
    }

    private void inherit(ModelThread maker) {
        maker.locals.forEach(
                (variable, slot) -> {
                    if (variable.isInherited() && slot.isSet()) {
                        locals.put(variable, variable.inheritedSlot(slot));
                    }
                });
    }

    /** As in {@link Thread}. */
    public static ModelThread currentThread() {
        return Here.self();
    }

    /** As in JDK 21 and later. */
    public static ModelThreadBuilder.OfVirtual ofVirtual() {
        return new ThreadBuilder(true);
    }

    /** As in JDK 21 and later. */
    public static ModelThreadBuilder.OfPlatform ofPlatform() {
        return new ThreadBuilder(false);
    }

    /** As in JDK 21 and later. */
    public static ModelThread startVirtualThread(Runnable code) {
        return new ThreadBuilder(true).start(code);
    }

    /**
     * Makes a thread without a name.
     *
     * @param code what it runs
     * @param isVirtual whether it is a virtual one
     * @return not started yet
     */
    public static ModelThread unstarted(Runnable code, boolean isVirtual) {
        return new ModelThread(code, null, isVirtual);
    }

    /** As in {@link Thread}: others run first. */
    public static void yield() {
        JdkRun run = Here.run();
        if (run != null) {
            run.yield(Pthread.selfOrNull());
        }
    }

    /** As in {@link Thread}: others run first. */
    public static void onSpinWait() {
        ModelThread.yield();
    }

    /** As in {@link Thread}, on the run's clock. */
    public static void sleep(long millis) throws InterruptedException {
        sleep(millis, 0);
    }

    /** As in {@link Thread}, on the run's clock. */
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0 || nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    /** As in {@link Thread}, on the run's clock. */
    public static void sleep(Duration time) throws InterruptedException {
        sleepNanos(TimeUnit.NANOSECONDS.convert(time));
    }

    static void sleepNanos(long nanos) throws InterruptedException {
        long deadline = Here.deadline(Math.max(1, nanos));
        Object place = Here.self().parking;
        Here.awaitInterruptibly(
                Here.interruptible(
                        place, "sleeps", "the end of its sleep", () -> false, deadline, null));
    }

    /** As in {@link Thread}. */
    public static boolean holdsLock(Object monitor) {
        JdkRun run = Here.run();
        return run != null && run.holds(Pthread.selfOrNull(), Objects.requireNonNull(monitor));
    }

    /** As in {@link Thread}. */
    public static boolean interrupted() {
        InterruptStatus status = Here.self().status;
        boolean was = status.isSet();
        if (was) {
            status.take();
        }
        return was;
    }

    /** As in {@link Thread}. */
    public void start() {
        Here.step(this, Effect.WRITE, "starts " + label());
        if (started) {
            throw new IllegalThreadStateException();
        }
        started = true;
        pthread = Pthread.create(label(), this::carry);
        Here.state().add(pthread, this);
    }

    private void carry() {
        runGuarded(this::run);
        JdkRun run = Here.run();
        if (run == null) {
            ended = true;
        } else {
            run.end(Pthread.selfOrNull(), this, () -> ended = true);
        }
    }

    /**
     * Runs the code of the calling thread; what it throws goes to its handler, if it has one.
     *
     * @param code the thread's
     */
    public static void runGuarded(Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            Here.pass(thrown);
            ModelThread self = Here.self();
            self.getUncaughtExceptionHandler().uncaughtException(self, thrown);
        }
    }

    @Override
    public void run() {
        if (target != null) {
            target.run();
        }
    }

    /** As in {@link Thread}. */
    public final void join() throws InterruptedException {
        join(0);
    }

    /** As in {@link Thread}, on the run's clock. */
    public final void join(long millis) throws InterruptedException {
        join(millis, 0);
    }

    /** As in {@link Thread}, on the run's clock. */
    public final void join(long millis, int nanos) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        long time = TimeUnit.MILLISECONDS.toNanos(millis) + nanos;
        joinUntil(time == 0 ? Here.NEVER : Here.deadline(time));
    }

    /** As in {@link Thread}, on the run's clock. */
    public final boolean join(Duration time) throws InterruptedException {
        if (!started) {
            throw new IllegalThreadStateException("Thread not started");
        }
        return joinUntil(Here.deadline(TimeUnit.NANOSECONDS.convert(time)));
    }

    boolean joinUntil(long deadline) throws InterruptedException {
        return Here.awaitInterruptibly(
                Here.interruptible(
                        this,
                        "joins " + label(),
                        "the end of " + label(),
                        () -> !started || ended,
                        deadline,
                        () -> this));
    }

    /** As in {@link Thread}. */
    public void interrupt() {
        status.set(label());
        JdkRun run = Here.run();
        if (run != null && pthread != null && !ended) {
            run.interrupted(Pthread.selfOrNull(), pthread);
        }
    }

    /** As in {@link Thread}. */
    public boolean isInterrupted() {
        return status.isSet();
    }

    /**
     * What an interrupt of this thread sets.
     *
     * @return never null
     */
    public InterruptStatus interruptStatus() {
        return status;
    }

    Parking parking() {
        return parking;
    }

    /** As in {@link Thread}. */
    @Override
    public final boolean isAlive() {
        Here.step(this, Effect.READ, "asks whether " + label() + " lives");
        return started && !ended;
    }

    /** As in {@link Thread}. */
    public static int activeCount() {
        return Here.self().ownGroup().activeCount();
    }

    /** As in {@link Thread}. */
    public static int enumerate(ModelThread[] list) {
        return Here.self().ownGroup().enumerate(list);
    }

    /** As in {@link Thread}. */
    public final ModelThreadGroup getThreadGroup() {
        return this == Here.self() || !started || isAlive() ? ownGroup() : null;
    }

    boolean hasEnded() {
        return ended;
    }

    /** As in {@link Thread}. */
    public Thread.State getState() {
        Here.step(this, Effect.READ, "asks for the state of " + label());
        if (!started) {
            return Thread.State.NEW;
        }
        JdkRun run = Here.run();
        return ended || run == null
                ? Thread.State.TERMINATED
                : run.stateOf(Pthread.selfOrNull(), pthread);
    }

    /**
     * The thread of the process.
     *
     * @return null before the start
     */
    public Pthread pthread() {
        return pthread;
    }

    /** As in {@link Thread}. */
    public static UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
        Here.step(HANDLER, Effect.READ, Here.LOOKS_FOR_HANDLER);
        return Here.state().defaultHandler();
    }

    /** As in {@link Thread}. */
    public static void setDefaultUncaughtExceptionHandler(UncaughtExceptionHandler handler) {
        Here.step(HANDLER, Effect.WRITE, "sets the handler of exceptions");
        Here.state().setDefaultHandler(handler);
    }

    @Override
    public String toString() {
        return (isVirtual() ? "VirtualThread[" : "Thread[") + getName() + "]";
    }
}
