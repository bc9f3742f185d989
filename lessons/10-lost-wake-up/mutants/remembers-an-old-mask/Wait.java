package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Sleeps with the mask of install, which lacks what the caller has blocked since. */
public final class Wait implements StopWait {
    private volatile boolean stop;
    private SignalSet old;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
        old = Signals.sigmask();
    }

    @Override
    public void await() {
        SignalSet now = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        while (!stop) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, now);
    }
}
