package lesson;

import java.time.Duration;
import java.util.ArrayDeque;
import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Shares a plain deque with the handler. */
public final class Wait implements StopWait {
    private final ArrayDeque<Signal> arrived = new ArrayDeque<>();

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(arrived::add));
    }

    @Override
    public void await() {
        while (arrived.isEmpty()) {
            Signals.nanosleep(Duration.ofMillis(10));
        }
        arrived.poll();
    }
}
