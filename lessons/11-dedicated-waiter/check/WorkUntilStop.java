package signalkit.lessons.dedicatedwaiter;

import signalkit.posix.Signal;

/** The worker sends TERM, works on until it is told to stop, and sends more. */
public final class WorkUntilStop extends Running {
    @Override
    void work() {
        send(Signal.TERM);
        awaitStop();
        send(Signal.INT);
        send(Signal.TERM);
    }
}
