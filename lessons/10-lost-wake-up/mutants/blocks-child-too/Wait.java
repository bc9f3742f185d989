package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks CHLD as well, for good measure. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM, Signal.CHLD));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask();
        while (!stop) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
    }
}
