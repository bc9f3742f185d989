package signalkit.explorer.model;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * Which locks are taken in handlers, and which outside while a handler could run: lockdep's rule.
 *
 * <p>A lock that is both is a deadlock that waits for its signal, whether this run has met it or
 * not.
 */
public final class LockUsage {
    private static final class Use {
        private SignalSet inHandlersOf = SignalSet.EMPTY;
        private SignalSet openTo = SignalSet.EMPTY;
        private String handlerPlace;
        private String outsidePlace;
        private boolean reported;
    }

    private final Map<Object, Use> uses = new IdentityHashMap<>();
    private SignalSet arriving = SignalSet.EMPTY;
    private final Consumer<Finding> findings;

    /** Tells of each lock that breaks the rule, once. */
    public LockUsage(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** Looks at the signals of a scenario from now on. */
    public void expect(SignalSet signals) {
        arriving = signals;
    }

    /** A thread has taken a lock. */
    public void taken(Task task, Object lock, String name, Supplier<String> place) {
        Use use = uses.computeIfAbsent(lock, absent -> new Use());
        for (Signal signal : task.thread.handlers()) {
            use.inHandlersOf = use.inHandlersOf.with(signal);
            if (use.handlerPlace == null) {
                use.handlerPlace = task + " at " + place.get();
            }
        }
        if (!task.isInHandler()) {
            for (Signal signal : arriving) {
                if (!task.thread.mask().contains(signal)) {
                    use.openTo = use.openTo.with(signal);
                    if (use.outsidePlace == null) {
                        use.outsidePlace = task + " at " + place.get();
                    }
                }
            }
        }
        for (Signal signal : use.inHandlersOf) {
            if (use.openTo.contains(signal) && !use.reported) {
                use.reported = true;
                findings.accept(
                        new Finding(
                                FindingKind.LOCK_SHARED_WITH_HANDLER,
                                name
                                        + " is locked in the handler of "
                                        + signal
                                        + " ("
                                        + use.handlerPlace
                                        + ") and outside with "
                                        + signal
                                        + " unblocked ("
                                        + use.outsidePlace
                                        + ")"));
            }
        }
    }
}
