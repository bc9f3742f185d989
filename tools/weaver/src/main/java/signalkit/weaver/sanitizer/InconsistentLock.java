package signalkit.weaver.sanitizer;

import signalkit.posix.SignalSet;

/**
 * A lock that a handler takes and that is also taken where the handler's signal can arrive.
 *
 * <p>No deadlock needs to have happened: it happens when the signal comes while the lock is held.
 *
 * @param signals the signals that this is so for
 * @param inHandler the first time in a handler
 * @param outside the first time outside, with the signal unblocked
 */
public record InconsistentLock(SignalSet signals, Acquisition inHandler, Acquisition outside) {
    /** Two at the same places are one, whichever objects they are about. */
    String key() {
        return inHandler.lock() + signals + top(inHandler) + top(outside);
    }

    private static Object top(Acquisition acquisition) {
        return acquisition.stack().isEmpty() ? "?" : acquisition.stack().get(0);
    }

    /** One line for a log. */
    @Override
    public String toString() {
        return "FINDING lock="
                + inHandler.lock()
                + " signals="
                + signals
                + " in handler, "
                + inHandler
                + "; outside, "
                + outside;
    }
}
