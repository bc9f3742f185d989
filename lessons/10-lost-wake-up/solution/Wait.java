package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Waits for TERM with a byte in a pipe, which stays there until somebody reads it. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> pipe.write((byte) 1)));
    }

    @Override
    public void await() {
        while (true) {
            try {
                pipe.read();
                return;
            } catch (PosixException interrupted) {
                // EINTR: some handler has run that was installed without SA_RESTART.
            }
        }
    }
}
