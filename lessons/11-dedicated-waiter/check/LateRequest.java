package signalkit.lessons.dedicatedwaiter;

import signalkit.posix.Pthread;
import signalkit.posix.Signal;

/** The work ends by itself, and the request to stop comes later, from a thread that it has made. */
public final class LateRequest extends Running {
    @Override
    void work() {
        Pthread.create("sender", this::request);
    }

    private void request() {
        try {
            Thread.sleep(1); // until nobody else can continue
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        send(Signal.TERM);
    }
}
