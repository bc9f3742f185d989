package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The handler keeps the signals in a list, which grows: in C it would call malloc. */
public final class Wait implements StopWait {
    private final List<Signal> taken = new ArrayList<>();

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> taken.add(signal)));
    }

    @Override
    public void await() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        while (taken.isEmpty()) {
            Signals.sigsuspend(old.without(Signal.TERM));
        }
        Signals.sigmask(How.SETMASK, old);
    }
}
