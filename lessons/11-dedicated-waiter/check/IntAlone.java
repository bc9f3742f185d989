package signalkit.lessons.dedicatedwaiter;

import signalkit.posix.Signal;

/** INT arrives alone, and the worker works on until it is told to stop. */
public final class IntAlone extends Running {
    @Override
    void work() {
        send(Signal.INT);
        awaitStop();
    }
}
