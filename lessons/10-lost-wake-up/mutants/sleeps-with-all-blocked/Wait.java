package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Sleeps with every signal blocked. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        while (!stop) {
            Signals.sigsuspend(SignalSet.FULL);
        }
    }
}
