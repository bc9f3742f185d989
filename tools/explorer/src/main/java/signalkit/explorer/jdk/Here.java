package signalkit.explorer.jdk;

import java.lang.reflect.InvocationTargetException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import signalkit.explorer.load.StandIns;
import signalkit.posix.Pthread;
import signalkit.posix.life.Unwinding;

/**
 * The steps of the calling thread.
 *
 * <p>Outside a run, where classes are loaded, there is one thread only: a step does nothing there,
 * and a wait that is not over at once is refused.
 */
public final class Here {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What a thread does when it has thrown; it is no row of a table. */
    public static final String LOOKS_FOR_HANDLER = "looks for a handler of exceptions";

    private static final JdkState OUTSIDE = new JdkState();
    private static final ThreadLocal<ModelThread> LOADER =
            ThreadLocal.withInitial(() -> new ModelThread(null, ModelThreadGroup.ofMain()));

    private Here() {}

    /** The run of the calling thread; null outside any. */
    static JdkRun run() {
        Pthread self = Pthread.selfOrNull();
        return self != null && self.process().scheduler() instanceof JdkScheduler own
                ? own.jdk()
                : null;
    }

    /**
     * What the models know of the run.
     *
     * @return never null
     */
    public static JdkState state() {
        JdkRun run = run();
        return run == null ? OUTSIDE : run.state();
    }

    /**
     * The calling thread.
     *
     * @return never null
     */
    public static ModelThread self() {
        JdkRun run = run();
        return run == null ? LOADER.get() : run.state().threadOf(Pthread.selfOrNull());
    }

    static long clock() {
        JdkRun run = run();
        return run == null ? 0 : run.clock();
    }

    /**
     * When a wait that begins now is over.
     *
     * @param nanos how long it lasts
     * @return a moment on the run's clock
     */
    public static long deadline(long nanos) {
        long now = clock();
        return nanos > NEVER - now ? NEVER : now + Math.max(0, nanos);
    }

    /**
     * Notes that the calling thread has taken a lock.
     *
     * @param lock the lock
     * @param name for findings
     */
    public static void taken(Object lock, String name) {
        JdkRun run = run();
        if (run != null) {
            run.taken(Pthread.selfOrNull(), lock, name);
        }
    }

    /**
     * Counts the threads that wait at steps of an object.
     *
     * @param place the object
     * @return 0 or more
     */
    public static int waiting(Object place) {
        JdkRun run = run();
        return run == null ? 0 : run.waiting(Pthread.selfOrNull(), place);
    }

    /**
     * Does a step.
     *
     * @param place the object that it is a step of
     * @param effect what it does to it
     * @param words for tables
     */
    public static void step(Object place, Effect effect, String words) {
        JdkRun run = run();
        if (run != null) {
            run.step(Pthread.selfOrNull(), place, effect, words);
        }
    }

    /**
     * The name of the next object of a kind, for tables.
     *
     * @param kind such as Semaphore
     * @return "Semaphore", then "Semaphore 2"
     */
    public static String name(String kind) {
        return state().name(kind);
    }

    /**
     * Waits for a step that changes an object, until the deadline or an interrupt.
     *
     * @param place the object
     * @param words for tables
     * @param wanted what is waited for
     * @param ready whether it can be done now
     * @param deadline a moment on the run's clock, or {@link #NEVER}
     * @return false when the deadline came first
     * @throws InterruptedException when an interrupt came first; it is forgotten then
     */
    public static boolean awaitChange(
            Object place, String words, String wanted, BooleanSupplier ready, long deadline)
            throws InterruptedException {
        InterruptStatus status = self().interruptStatus();
        return awaitInterruptibly(
                new Wait(
                        place,
                        Effect.WRITE,
                        words,
                        wanted,
                        () -> status.isMarked() || ready.getAsBoolean(),
                        deadline,
                        status,
                        null));
    }

    /**
     * Waits for a partner; when it has come an interrupt is too late.
     *
     * @param place where they meet
     * @param words for tables
     * @param wanted what is waited for
     * @param met whether the partner has come
     * @param deadline a moment on the run's clock, or {@link #NEVER}
     * @return false when the deadline came first
     * @throws InterruptedException when an interrupt came first; it is forgotten then
     */
    public static boolean awaitPartner(
            Object place, String words, String wanted, BooleanSupplier met, long deadline)
            throws InterruptedException {
        await(interruptible(place, words, wanted, met, deadline, null));
        if (met.getAsBoolean()) {
            return true;
        }
        throwIfInterrupted();
        return false;
    }

    /** Waits as long as it takes. */
    public static void await(Object place, String words, String wanted, BooleanSupplier ready) {
        await(new Wait(place, Effect.ACQUIRE, words, wanted, ready, NEVER, null, null));
    }

    /**
     * A wait that can be given up for an interrupt of the calling thread.
     *
     * @param place the object
     * @param words for tables
     * @param wanted what is waited for
     * @param ready whether it can be done now
     * @param deadline a moment on the run's clock, or {@link #NEVER}
     * @param owner tells who can make it ready, or null
     * @return for {@link #awaitInterruptibly}
     */
    public static Wait interruptible(
            Object place,
            String words,
            String wanted,
            BooleanSupplier ready,
            long deadline,
            Supplier<ModelThread> owner) {
        InterruptStatus status = self().interruptStatus();
        return new Wait(
                place,
                Effect.ACQUIRE,
                words,
                wanted,
                () -> status.isMarked() || ready.getAsBoolean(),
                deadline,
                status,
                owner);
    }

    /**
     * Waits until it is ready, the deadline, or an interrupt.
     *
     * @param wait made by {@link #interruptible}
     * @return false when the deadline came first
     * @throws InterruptedException when an interrupt came first; it is forgotten then
     */
    public static boolean awaitInterruptibly(Wait wait) throws InterruptedException {
        boolean inTime = await(wait);
        throwIfInterrupted();
        return inTime;
    }

    /**
     * Throws and forgets an interrupt that a step has seen.
     *
     * @throws InterruptedException when there was one
     */
    public static void throwIfInterrupted() throws InterruptedException {
        InterruptStatus status = self().interruptStatus();
        if (status.isMarked()) {
            status.take();
            throw new InterruptedException();
        }
    }

    /**
     * Waits for a step.
     *
     * @param wait the step
     * @return false when its deadline came first
     */
    public static boolean await(Wait wait) {
        JdkRun run = run();
        if (run != null) {
            return run.await(Pthread.selfOrNull(), wait);
        }
        if (!wait.ready().getAsBoolean()) {
            throw new IllegalStateException(
                    "a static initialiser waits for " + wait.wanted() + ", and nobody else runs");
        }
        return true;
    }

    /**
     * What explored code calls before a call that cannot be explored.
     *
     * @param what the method
     */
    public static void refuse(String what) {
        JdkRun run = run();
        if (run != null) {
            run.refuse(what);
        }
        throw new UnsupportedOperationException(what + " cannot be explored");
    }

    /**
     * Whether a call failed because it waits, where nobody else runs that could wake it.
     *
     * @param thrown what the call has thrown
     * @return true for a wait in an invariant, for example
     */
    public static boolean waitsAlone(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage())
                        .startsWith("prepare and invariants must not wait");
    }

    /**
     * Notes that the program could do something else that is not explored: then nothing is proved.
     *
     * @param what for the verdict
     */
    public static void undecided(String what) {
        JdkRun run = run();
        if (run != null) {
            run.undecided(what);
        }
    }

    /**
     * What copies of collections call first in methods that take effect at one moment.
     *
     * @param object the collection or its view
     */
    public static void beginSection(Object object) {
        JdkRun run = run();
        if (run != null) {
            run.beginSection(Pthread.selfOrNull(), object);
        }
    }

    /**
     * The JDK changes an object that it has from a function of the program.
     *
     * @param object the object; null for none
     * @param change what changes it
     */
    static void change(Object object, Runnable change) {
        JdkRun run = run();
        if (run == null || object == null) {
            change.run();
        } else {
            run.change(Pthread.selfOrNull(), object, change);
        }
    }

    /** What they call last. */
    public static void endSection() {
        JdkRun run = run();
        if (run != null) {
            run.endSection(Pthread.selfOrNull());
        }
    }

    /**
     * What copies of collections call first in methods that go from step to step.
     *
     * @param object the collection, or what looks at it
     */
    public static void manySteps(Object object) {
        JdkRun run = run();
        if (run != null) {
            run.manySteps(Pthread.selfOrNull(), object);
        }
    }

    /**
     * What copies of hash tables call first in methods that may go through them.
     *
     * @param object the map, or what looks at it
     * @param method the method's name
     */
    public static void goesThrough(Object object, String method) {
        JdkRun run = run();
        if (run != null) {
            run.goesThrough(object, method);
        }
    }

    /**
     * What explored code calls first in each handler that may have caught the end of the run.
     *
     * @param caught thrown on when it ends the run; refused when a model lacks something
     */
    public static void pass(Throwable caught) {
        Throwable inner = caught;
        while (inner instanceof InvocationTargetException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        if (inner instanceof EndOfRun || inner instanceof Unwinding) {
            throw (Error) inner;
        }
        if (StandIns.missing(caught) != null) {
            // A model or a copy lacks what the class that it stands for has.
            refuseMissing(caught);
        }
    }

    private static void refuseMissing(Throwable caught) {
        String method = StandIns.missing(caught);
        JdkRun run = run();
        if (run != null) {
            run.refuseMissing(method, caught);
        }
        throw new UnsupportedOperationException(method + " cannot be explored");
    }
}
