package signalkit.libc;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** A {@code sigset_t} in memory of C: bit n - 1 stands for signal n. */
final class SigSet extends Memory {
    SigSet() {
        super(LibC.SIGSET_BYTES);
        clear();
    }

    static SigSet of(SignalSet signals) {
        SigSet set = new SigSet();
        long bits = 0;
        for (Signal signal : signals) {
            bits |= bit(signal);
        }
        set.setLong(0, bits);
        return set;
    }

    /** The standard signals in it; the real-time ones are left out. */
    SignalSet signals() {
        return signals(getLong(0));
    }

    static SignalSet signals(long bits) {
        List<Signal> found = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            if ((bits & bit(signal)) != 0) {
                found.add(signal);
            }
        }
        return SignalSet.of(found.toArray(Signal[]::new));
    }

    private static long bit(Signal signal) {
        return 1L << (signal.number() - 1);
    }
}
