package signalkit.lessons.waitinloop;

/** Bytes that threads share: each reserves some, uses them, and gives them back. Empty at first. */
public interface Budget {
    /**
     * Waits until so many bytes are free, and takes them. Any thread.
     *
     * @param bytes how many, 1 or more
     */
    void reserve(int bytes);

    /**
     * Gives bytes to the budget, new ones or ones that were reserved. Any thread; does not wait for
     * other reservations.
     *
     * @param bytes how many, 1 or more
     */
    void release(int bytes);
}
