package signalkit.weaver.sanitizer;

import java.util.Optional;
import signalkit.posix.SignalSet;

/**
 * What is known of one lock: two bits for each signal, and who set them.
 *
 * <p>A lock that the handler of a signal takes must never be held by code that this signal can
 * interrupt: such code may hold it at the very moment. The two need not have met.
 */
final class LockUse {
    // this must be locked when using these:
    private SignalSet handled = SignalSet.EMPTY;
    private SignalSet exposed = SignalSet.EMPTY;
    private SignalSet reported = SignalSet.EMPTY;
    private Acquisition inHandler;
    private Acquisition outside;

    /** Whether an acquisition would tell anything new; if not, its stack need not be taken. */
    synchronized boolean isNews(SignalSet handlers, SignalSet unblocked) {
        return !handlers.minus(handled).isEmpty() || !unblocked.minus(exposed).isEmpty();
    }

    /** Notes an acquisition; returns an inconsistent lock when it completes one. */
    synchronized Optional<InconsistentLock> note(
            Acquisition acquisition, SignalSet handlers, SignalSet unblocked) {
        if (!handlers.minus(handled).isEmpty()) {
            handled = handled.union(handlers);
            inHandler = acquisition;
        }
        if (!unblocked.minus(exposed).isEmpty()) {
            exposed = exposed.union(unblocked);
            outside = acquisition;
        }
        SignalSet both = handled.minus(handled.minus(exposed)).minus(reported);
        if (both.isEmpty()) {
            return Optional.empty();
        }
        reported = reported.union(both);
        return Optional.of(new InconsistentLock(both, inHandler, outside));
    }
}
