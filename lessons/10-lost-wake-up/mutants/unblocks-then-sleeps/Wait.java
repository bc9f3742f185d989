package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Unblocks TERM and sleeps in two steps. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        SignalSet term = SignalSet.of(Signal.TERM);
        Signals.sigmask(How.BLOCK, term);
        while (!stop) {
            Signals.sigmask(How.UNBLOCK, term);
            Signals.pause();
            Signals.sigmask(How.BLOCK, term);
        }
    }
}
