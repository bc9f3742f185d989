package app.model;

/** Counts, and not atomically: a class of an application, far from the scenario that uses it. */
public final class Counter {
    private volatile int count;

    /** Adds one. */
    public void increment() {
        count++;
    }

    /** How many times it was told to. */
    public int count() {
        return count;
    }
}
