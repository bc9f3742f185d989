package signalkit.posix;

import static signalkit.posix.PosixException.required;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An immutable set of signals: the {@code sigset_t} of POSIX, as one word.
 *
 * <p>Iteration goes by number, lowest first. A value-like class: compare with {@code equals}.
 */
public final class SignalSet implements Iterable<Signal> {
    private static final long ALL_BITS = 0x3FC_FFFF_FFFEL;

    /** The set of {@code sigemptyset}. */
    public static final SignalSet EMPTY = new SignalSet(0);

    /** The set of {@code sigfillset}: every signal, KILL and STOP included. */
    public static final SignalSet FULL = new SignalSet(ALL_BITS);

    /** What a mask can hold. */
    static final long BLOCKABLE = FULL.bits & ~SignalSet.of(Signal.KILL, Signal.STOP).bits;

    /** What no mask ever holds. */
    static final long UNCATCHABLE = ~BLOCKABLE;

    final long bits;

    private SignalSet(long bits) {
        this.bits = bits;
    }

    static SignalSet ofBits(long bits) {
        return bits == 0 ? EMPTY : new SignalSet(bits & ALL_BITS);
    }

    /**
     * A set of some signals.
     *
     * @param signals the members; doubles count once
     * @return the set
     */
    public static SignalSet of(Signal... signals) {
        long bits = 0;
        for (Signal signal : signals) {
            bits |= bit(signal);
        }
        return ofBits(bits);
    }

    /**
     * Whether a signal is a member: {@code sigismember}.
     *
     * @param signal the signal asked for
     * @return true when it is in this set
     * @throws PosixException EINVAL when it is null, as in each call of this class
     */
    public boolean contains(Signal signal) {
        return (bits & bit(signal)) != 0;
    }

    /**
     * This set and one more signal: {@code sigaddset}.
     *
     * @param signal the signal to add
     * @return the larger set
     */
    public SignalSet with(Signal signal) {
        return ofBits(bits | bit(signal));
    }

    /**
     * This set less one signal: {@code sigdelset}.
     *
     * @param signal the signal to leave out
     * @return the smaller set
     */
    public SignalSet without(Signal signal) {
        return ofBits(bits & ~bit(signal));
    }

    /**
     * The members of either set.
     *
     * @param other another set
     * @return the union
     */
    public SignalSet union(SignalSet other) {
        return ofBits(bits | other.bits);
    }

    /**
     * The members of this set that are not in another.
     *
     * @param other another set
     * @return the difference
     */
    public SignalSet minus(SignalSet other) {
        return ofBits(bits & ~other.bits);
    }

    /**
     * Whether the set has no member.
     *
     * @return true for the empty set
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    /**
     * How many signals are members.
     *
     * @return 0 to 39
     */
    public int size() {
        return Long.bitCount(bits);
    }

    @Override
    public Iterator<Signal> iterator() {
        return new Iterator<>() {
            private long left = bits;

            @Override
            public boolean hasNext() {
                return left != 0;
            }

            @Override
            public Signal next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                Signal signal = lowest(left);
                left &= ~signal.bit();
                return signal;
            }
        };
    }

    private static long bit(Signal signal) {
        return required(signal, "the signal of a set").bit();
    }

    static Signal lowest(long bits) {
        return Signal.of(Long.numberOfTrailingZeros(bits));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalSet set && set.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return StreamSupport.stream(spliterator(), false)
                .map(Signal::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
