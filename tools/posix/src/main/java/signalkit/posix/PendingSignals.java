package signalkit.posix;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import signalkit.posix.Sigaction.Siginfo;

/**
 * The signals that are pending for one thread, or for a process.
 *
 * <p>The monitor of the {@link Kernel} that has this must be held in every method.
 */
final class PendingSignals {
    private static final long FAULTS =
            SignalSet.of(Signal.SEGV, Signal.BUS, Signal.ILL, Signal.TRAP, Signal.FPE, Signal.SYS)
                    .bits;

    private static final long STOPS =
            SignalSet.of(Signal.STOP, Signal.TSTP, Signal.TTIN, Signal.TTOU).bits;

    private static final Queue<Siginfo> NONE = new ArrayDeque<>(1);

    private final Map<Signal, Queue<Siginfo>> queues = new EnumMap<>(Signal.class);
    private long bits;

    /** The set as a word. */
    long bits() {
        return bits;
    }

    /**
     * Adds a signal; false when it is a standard one that was pending, so that the two merge.
     *
     * <p>A timer has one entry of its own, which merges with itself alone (send_sigqueue).
     */
    boolean add(Siginfo info) {
        Signal signal = info.signal();
        boolean merges = (bits & signal.bit()) != 0 && !signal.isRealTime();
        if (info.code() == Sigaction.Code.TIMER ? has(info) : merges) {
            return false;
        }
        bits |= signal.bit();
        queues.computeIfAbsent(signal, none -> new ArrayDeque<>(1)).add(info);
        return true;
    }

    /** Each entry, by number, and those of one number in the order in which they were sent. */
    List<Siginfo> list() {
        return queues.values().stream().flatMap(Queue::stream).toList();
    }

    /** Whether it has this very entry. */
    boolean has(Siginfo info) {
        Queue<Siginfo> queue = queues.getOrDefault(info.signal(), NONE);
        return queue.stream().anyMatch(entry -> entry == info);
    }

    /** Takes one of a set: signals of faults first, then the lowest number (next_signal). */
    Siginfo take(long set) {
        long from = bits & set;
        if (from == 0) {
            return null;
        }
        Signal signal = SignalSet.lowest((from & FAULTS) != 0 ? from & FAULTS : from);
        Queue<Siginfo> queue = queues.get(signal);
        Siginfo info = queue.remove();
        if (queue.isEmpty()) {
            bits &= ~signal.bit();
        }
        return info;
    }

    /** What a signal discards when it is sent: a continue the stops, and a stop the continue. */
    static long discardedBy(Signal signal) {
        if (signal == Signal.CONT) {
            return STOPS;
        }
        return (signal.bit() & STOPS) == 0 ? 0 : Signal.CONT.bit();
    }

    void discard(long set) {
        bits &= ~set;
        queues.forEach(
                (signal, queue) -> {
                    if ((set & signal.bit()) != 0) {
                        queue.clear();
                    }
                });
    }
}
