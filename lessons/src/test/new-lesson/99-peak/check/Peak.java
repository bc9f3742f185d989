package signalkit.lessons.peak;

/** The highest value so far, seen by ordinary code and by a handler of TERM. */
public interface Peak {
    /**
     * Sees a value.
     *
     * @param value more than 0
     */
    void see(int value);

    /**
     * The highest value that was seen.
     *
     * @return 0 when there was none
     */
    int highest();
}
