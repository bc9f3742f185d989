package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.Pipe;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Installs its handler with SA_RESTART, and forgets that others have handlers without it. */
public final class Wait implements StopWait {
    private final Pipe pipe = new Pipe();

    @Override
    public void install() {
        Sigaction action = Sigaction.handler(signal -> pipe.write((byte) 1));
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    @Override
    public void await() {
        pipe.read();
    }
}
