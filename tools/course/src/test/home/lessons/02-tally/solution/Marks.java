package lesson;

import signalkit.lessons.tally.Tally;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Marks in an int. */
public final class Marks implements Tally {
    private int marks;

    @Override
    public void add() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        marks++;
        Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM));
    }

    @Override
    public int count() {
        return marks;
    }
}
