package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Believes that nobody sends five hundred other signals. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        for (int i = 0; i < 500 && !stop; i++) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
