package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks TERM from the start and takes it out of the pending set. */
public final class Wait implements StopWait {
    private final SignalSet term = SignalSet.of(Signal.TERM);

    @Override
    public void install() {
        Signals.sigmask(How.BLOCK, term);
    }

    @Override
    public void await() {
        Signals.sigwait(term);
    }
}
