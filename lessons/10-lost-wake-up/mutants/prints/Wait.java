package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Prints in the handler. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();

    @Override
    public void install() {
        Sigaction action = Sigaction.handler(this::onTerm);
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    private void onTerm(Signal signal) {
        System.out.println("got " + signal);
        pipe.write((byte) 1);
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
