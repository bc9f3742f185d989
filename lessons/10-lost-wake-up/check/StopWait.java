package signalkit.lessons.lostwakeup;

/** Waits until TERM has arrived, whenever that is. */
public interface StopWait {
    /** Gets ready for TERM. Called by the main thread, before TERM can come. */
    void install();

    /** Returns when TERM has arrived; it may have arrived already. Called by the main thread. */
    void await();
}
