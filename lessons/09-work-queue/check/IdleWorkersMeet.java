package signalkit.lessons.workqueue;

/** The same two jobs, but both workers wait before the first one is there. */
public final class IdleWorkersMeet extends JobsMeet {
    @Override
    void begin() {
        try {
            Thread.sleep(1); // until nobody else can continue
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
