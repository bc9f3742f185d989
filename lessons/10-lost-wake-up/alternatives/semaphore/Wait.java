package lesson;

import signalkit.lessons.lostwakeup.StopWait;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Counts: each TERM posts a semaphore, which keeps the post. */
public final class Wait implements StopWait {
    private final Sem arrived = new Sem("arrived", 0);

    @Override
    public void install() {
        Sigaction action = Sigaction.handler(signal -> arrived.post());
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    @Override
    public void await() {
        boolean isTaken = false;
        while (!isTaken) {
            try {
                arrived.await();
                isTaken = true;
            } catch (PosixException interrupted) {
                // EINTR: some handler has run that was installed without SA_RESTART.
            }
        }
    }
}
