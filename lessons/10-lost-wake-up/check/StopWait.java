package signalkit.lessons.lostwakeup;

/** Waits until TERM has arrived, whenever that is. Used by the main thread, once. */
public interface StopWait {
    /**
     * Gets ready for TERM.
     *
     * <p>Called before TERM can arrive. May block TERM. Leaves the other signals as they are.
     */
    void install();

    /**
     * Returns when TERM has arrived, before the call or during it.
     *
     * <p>Does not return before that, whichever other signals arrive. They are handled meanwhile,
     * unless the caller has blocked them. The signal mask is the same after the call as before it.
     */
    void await();
}
