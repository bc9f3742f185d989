package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes any signal out of the pending set. */
public final class Wait implements StopWait {
    @Override
    public void install() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM, Signal.USR1));
    }

    @Override
    public void await() {
        Signals.sigwait(SignalSet.of(Signal.TERM, Signal.USR1));
    }
}
