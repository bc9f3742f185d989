package signalkit.lessons.lostwakeup;

/** Waits until TERM has come, whenever that is. */
public interface StopWait {
    /** Gets ready for TERM. Called by the main thread, before TERM can come. */
    void install();

    /** Returns when TERM has come; it may have come already. Called by the main thread. */
    void await();
}
