package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Waits in sigwait, and blocks TERM only then. */
public final class Wait implements StopWait {
    private final SignalSet term = SignalSet.of(Signal.TERM);

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> {}));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, term);
        Signals.sigwait(term);
        Signals.sigmask(How.SETMASK, old);
    }
}
