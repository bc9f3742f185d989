package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Starts a thread in the handler that wakes main. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();

    @Override
    public void install() {
        Sigaction action = Sigaction.handler(signal -> new Thread(() -> pipe.write((byte) 1)).start());
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    @Override
    public void await() {
        while (true) {
            try {
                pipe.read();
                return;
            } catch (PosixException interrupted) {
                // EINTR: again.
            }
        }
    }
}
