package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Waits for TERM with a flag, and sleeps in between. */
// TODO: lose no TERM that comes between the look and the sleep.
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        while (!stop) {
            Signals.pause();
        }
    }
}
