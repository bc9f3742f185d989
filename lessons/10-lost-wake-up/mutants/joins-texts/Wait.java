package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The handler makes a text of the signal, as snprintf would in C. */
public final class Wait implements StopWait {
    private volatile String cause;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> cause = "TERM is " + signal));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        while (cause == null) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
