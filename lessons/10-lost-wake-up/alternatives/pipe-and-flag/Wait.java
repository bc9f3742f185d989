package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Sets a flag and wakes the pipe, so that any byte is only a reason to look. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();
    private volatile boolean stop;

    @Override
    public void install() {
        Sigaction action = Sigaction.handler(this::onTerm);
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    private void onTerm(Signal signal) {
        stop = true;
        pipe.write((byte) 1);
    }

    @Override
    public void await() {
        while (!stop) {
            try {
                pipe.read();
            } catch (PosixException interrupted) {
                // EINTR: whichever handler it was, look again.
            }
        }
    }
}
