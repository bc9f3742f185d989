package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Sleeps with every signal but TERM blocked. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        while (!stop) {
            Signals.sigsuspend(SignalSet.FULL.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
