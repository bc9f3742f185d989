package signalkit.lessons.tally;

/** Counts, called by ordinary code and by a handler of TERM. */
public interface Tally {
    /** Adds a mark. */
    void add();

    /**
     * How many marks there are.
     *
     * @return 0 or more
     */
    int count();
}
