package signalkit.posix.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import javax.management.ConstructorParameters;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** What one thread of an emulated process does: a snapshot that JMX can carry. */
public final class ThreadReport {
    private static final String DELIVER = Pthread.class.getName();

    private final String name;
    private final String state;
    private final List<String> blocked;
    private final List<String> pending;
    private final List<String> handlers;
    private final String waitsFor;
    private final List<String> stack;

    /**
     * A report.
     *
     * @param name the thread's
     * @param state of its Java thread
     * @param blocked the signals of its mask
     * @param pending the signals pending for it or for the process
     * @param handlers the signals whose handlers run on it, the interrupted one first
     * @param waitsFor the name of the lock that it waits for, or null
     * @param stack one line a frame, the innermost first; frames of handlers are marked
     */
    @ConstructorParameters({"name", "state", "blocked", "pending", "handlers", "waitsFor", "stack"})
    public ThreadReport(
            String name,
            String state,
            List<String> blocked,
            List<String> pending,
            List<String> handlers,
            String waitsFor,
            List<String> stack) {
        this.name = name;
        this.state = state;
        this.blocked = List.copyOf(blocked);
        this.pending = List.copyOf(pending);
        this.handlers = List.copyOf(handlers);
        this.waitsFor = waitsFor;
        this.stack = List.copyOf(stack);
    }

    /**
     * A report on a thread as it is now.
     *
     * @param thread any thread of the kit
     * @return the snapshot; its parts are read one after the other
     */
    public static ThreadReport of(Pthread thread) {
        Thread carrier = thread.carrier();
        List<SignalSet> signals = thread.process().signalState(thread);
        List<Signal> handlers = thread.handlers();
        return new ThreadReport(
                thread.name(),
                carrier.getState().name(),
                names(signals.get(0)),
                names(signals.get(1)),
                names(handlers),
                lockAwaitedBy(carrier),
                lines(carrier.getStackTrace(), handlers));
    }

    /** The name of the lock or condition that a thread waits for, or null. */
    private static String lockAwaitedBy(Thread carrier) {
        Object blocker = LockSupport.getBlocker(carrier);
        boolean isLock =
                blocker instanceof Cond
                        || blocker instanceof AbstractOwnableSynchronizer
                                && blocker.getClass().getPackage() == Mutex.class.getPackage();
        return isLock ? blocker.toString() : null;
    }

    private static List<String> names(Iterable<Signal> signals) {
        List<String> names = new ArrayList<>();
        signals.forEach(signal -> names.add(signal.name()));
        return names;
    }

    /** Frames above {@code Pthread.deliver} belong to the handler that it called. */
    private static List<String> lines(StackTraceElement[] frames, List<Signal> handlers) {
        List<String> lines = new ArrayList<>();
        int depth = handlers.size();
        for (StackTraceElement frame : frames) {
            String context = depth > 0 ? "[SIG" + handlers.get(depth - 1) + " handler] " : "";
            lines.add(context + frame);
            if (frame.getClassName().equals(DELIVER) && frame.getMethodName().equals("deliver")) {
                depth--;
            }
        }
        return lines;
    }

    /**
     * The thread's name.
     *
     * @return as given at its creation
     */
    public String getName() {
        return name;
    }

    /**
     * The state of the Java thread.
     *
     * @return a {@link Thread.State}'s name
     */
    public String getState() {
        return state;
    }

    /**
     * The thread's mask.
     *
     * @return names of signals
     */
    public List<String> getBlocked() {
        return blocked;
    }

    /**
     * What is pending for the thread or for the process.
     *
     * @return names of signals
     */
    public List<String> getPending() {
        return pending;
    }

    /**
     * The handlers that run on the thread.
     *
     * @return names of signals, the interrupted one first
     */
    public List<String> getHandlers() {
        return handlers;
    }

    /**
     * The lock that the thread waits for.
     *
     * @return its name, or null
     */
    public String getWaitsFor() {
        return waitsFor;
    }

    /**
     * The stack.
     *
     * @return one line a frame, the innermost first; frames of handlers are marked
     */
    public List<String> getStack() {
        return stack;
    }

    @Override
    public String toString() {
        return name
                + " "
                + state
                + " blocked "
                + blocked
                + " pending "
                + pending
                + " in handlers "
                + handlers
                + " waits for "
                + waitsFor
                + "\n    "
                + String.join("\n    ", stack);
    }
}
