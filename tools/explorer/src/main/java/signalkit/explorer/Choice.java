package signalkit.explorer;

/**
 * What may happen next, at a point where more than one thing could.
 *
 * @param kind what
 * @param thread the number of the thread that runs next, or that is woken; -1 when the signal stays
 *     pending
 * @param arrival which of the scenario's signals arrives, -1 for one that the program has sent; of
 *     OLDER, how many values are passed over, 0 for none; else -1
 */
public record Choice(Kind kind, int thread, int arrival) {
    /** The things that can happen. */
    public enum Kind {
        /** A thread goes on. */
        GO,
        /** A signal arrives, and its handler runs on top of a thread, if it has one. */
        DELIVER,
        /** A wait with a limit ends without what it waited for. */
        TIME_OUT,
        /** A wait, or a weak compare-and-set, fails for no reason. */
        SPURIOUS,
        /** A notify or a signal of a condition wakes one of several waiters. */
        WAKE,
        /** An access sees another value than the latest, or writes before it. */
        OLDER
    }

    /** That a signal that was sent to a thread comes into the middle of its next call. */
    public static Choice late(int thread) {
        return new Choice(Kind.DELIVER, thread, -1);
    }
}
