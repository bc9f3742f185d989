package signalkit.explorer.jdk.lock;

/** A lock that has conditions. */
interface HeldLock {
    /** What the steps of the lock touch, and those of its conditions. */
    Object place();

    /** The name for tables. */
    String name();

    /** Throws IllegalMonitorStateException unless the calling thread has the lock. */
    void requireHeld();

    /** Gives the lock up, however often it was taken; part of a step that was done. */
    int giveUp();

    /** Whether the calling thread could have it now. */
    boolean isFree();

    /** Takes it again; it is free, and a step was done. */
    void takeBack(int holds);

    /** Waits for it, and takes it again. */
    void awaitBack(int holds);
}
