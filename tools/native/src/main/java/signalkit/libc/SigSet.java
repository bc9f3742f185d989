package signalkit.libc;

import com.sun.jna.Memory;
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
            bits |= BlockedSignals.bit(signal);
        }
        set.setLong(0, bits);
        return set;
    }

    /** The signals in it that the kit knows. */
    SignalSet signals() {
        return BlockedSignals.of(getLong(0));
    }
}
