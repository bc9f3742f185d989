package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Waits again by a call of itself, until the stack overflows. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> pipe.write((byte) 1)));
    }

    @Override
    public void await() {
        try {
            pipe.read();
        } catch (PosixException interrupted) {
            await();
        }
    }
}
