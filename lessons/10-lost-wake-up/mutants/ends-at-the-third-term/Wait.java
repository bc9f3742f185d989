package lesson;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Lets the third TERM end the process, for users who lose patience. */
public final class Wait implements StopWait {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> onTerm()));
    }

    private void onTerm() {
        if (count.incrementAndGet() == 2) {
            Signals.sigaction(Signal.TERM, Sigaction.DEFAULT);
        }
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        while (count.get() == 0) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
