package lesson;

import java.time.Duration;
import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Looks once a minute: a TERM in the gap is seen a minute later. */
public final class Wait implements StopWait {
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        while (!stop) {
            Signals.nanosleep(Duration.ofMinutes(1));
        }
    }
}
