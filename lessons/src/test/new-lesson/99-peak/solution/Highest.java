package lesson;

import signalkit.lessons.peak.Peak;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The highest value so far; TERM waits while it is compared and stored. */
public final class Highest implements Peak {
    private int highest;

    @Override
    public void see(int value) {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        if (value > highest) {
            highest = value;
        }
        Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM));
    }

    @Override
    public int highest() {
        return highest;
    }
}
