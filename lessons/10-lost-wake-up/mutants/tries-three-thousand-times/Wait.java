package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Waits again after EINTR, but not forever. */
public final class Wait implements StopWait {
    private static final int MOST = 3_000;

    private final Sem arrived = new Sem("arrived", 0);

    @Override
    public void install() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> arrived.post()));
    }

    @Override
    public void await() {
        for (int i = 0; i < MOST; i++) {
            try {
                arrived.await();
                return;
            } catch (PosixException interrupted) {
                // EINTR: some handler has run.
            }
        }
    }
}
