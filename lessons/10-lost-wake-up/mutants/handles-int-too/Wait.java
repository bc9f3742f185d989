package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes INT for TERM, which nobody has asked for. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
        Signals.sigaction(Signal.INT, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        while (!stop) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
