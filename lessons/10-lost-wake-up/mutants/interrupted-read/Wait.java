package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Forgets that a handler without SA_RESTART interrupts a read. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();
    private volatile boolean stop;

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void await() {
        if (!stop) {
            pipe.read();
        }
    }
}
