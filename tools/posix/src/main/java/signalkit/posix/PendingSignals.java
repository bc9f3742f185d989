package signalkit.posix;

/**
 * The signals that are pending for one thread, or for a process.
 *
 * <p>The monitor of the {@link Kernel} that has this must be held in every method.
 */
final class PendingSignals {
    private static final long FAULTS =
            SignalSet.of(Signal.SEGV, Signal.BUS, Signal.ILL, Signal.TRAP, Signal.FPE, Signal.SYS)
                    .bits;

    private long bits;

    /** The set as a word. */
    long bits() {
        return bits;
    }

    /** Adds a signal; false when it was pending already, so that the two merge. */
    boolean add(Signal signal) {
        boolean merges = (bits & signal.bit()) != 0;
        bits |= signal.bit();
        return !merges;
    }

    /** Takes one of a set: signals of faults first, then the lowest number (next_signal). */
    Signal take(long set) {
        long from = bits & set;
        if (from == 0) {
            return null;
        }
        Signal signal = SignalSet.lowest((from & FAULTS) != 0 ? from & FAULTS : from);
        bits &= ~signal.bit();
        return signal;
    }

    void discard(long set) {
        bits &= ~set;
    }
}
