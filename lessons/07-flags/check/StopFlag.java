package signalkit.lessons.flags;

/** A request to stop, with a reason, from one thread to another. */
public interface StopFlag {
    /**
     * Requests the stop. One thread, once.
     *
     * @param reason not null; it may be empty
     */
    void request(String reason);

    /**
     * Whether the stop was requested. Another thread, any time.
     *
     * @return the reason, or null when it was not
     */
    String reason();
}
