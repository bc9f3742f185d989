package signalkit.explorer.jdk;

import signalkit.posix.Pthread;

/** The run that a model is used in. The calling thread is always the one whose turn it is. */
public interface JdkRun {
    /**
     * Does a step, after whatever else may come first.
     *
     * @param self the calling thread
     * @param place the object that it is a step of
     * @param effect what it does to it
     * @param words what the thread does, for tables: "unlocks the ReentrantLock"
     */
    void step(Pthread self, Object place, Effect effect, String words);

    /**
     * Does a step once it is possible.
     *
     * @param self the calling thread
     * @param wait the step
     * @return false when the deadline came first
     */
    boolean await(Pthread self, Wait wait);

    /**
     * Lets others go on first, without a cost.
     *
     * @param self the calling thread
     */
    void yield(Pthread self);

    /**
     * Reads the clock, which passes when a wait runs out of time.
     *
     * @param self the calling thread
     * @return nanoseconds since the beginning of the run
     */
    long readClock(Pthread self);

    /**
     * The clock, for a deadline.
     *
     * @return as {@link #readClock}; not a step
     */
    long clock();

    /**
     * Ends a thread, and wakes who waits for a notify on it.
     *
     * @param self the calling thread
     * @param thread what the program knows it by
     * @param change what says that it has ended
     */
    void end(Pthread self, ModelThread thread, Runnable change);

    /**
     * Ends the {@code Object.wait} of a thread that was interrupted, if it is in one.
     *
     * @param self the calling thread
     * @param other the thread
     */
    void interrupted(Pthread self, Pthread other);

    /**
     * Notes what no run explores.
     *
     * @param what for the verdict
     */
    void undecided(String what);

    /**
     * A method of a copied hash table begins that may go through it.
     *
     * @param object the map, or what looks at it
     * @param method the method's name
     */
    void goesThrough(Object object, String method);

    /**
     * Ends the run: the program calls what cannot be explored.
     *
     * @param what the method
     */
    void refuse(String what);

    /**
     * Ends the run because a model lacks a method that the program calls.
     *
     * @param method its name
     * @param thrown by the call
     */
    void refuseMissing(String method, Throwable thrown);

    /**
     * Counts the threads that wait at steps of an object.
     *
     * @param self the calling thread
     * @param place the object
     * @return 0 or more
     */
    int waiting(Pthread self, Object place);

    /**
     * How a thread stands: whether it waits, and for how long at most.
     *
     * @param self the calling thread
     * @param other any thread of the run that has begun and not ended
     * @return RUNNABLE, BLOCKED, WAITING or TIMED_WAITING
     */
    Thread.State stateOf(Pthread self, Pthread other);

    /**
     * Notes that a lock was taken, for what handlers may not lock.
     *
     * @param self the thread that has it
     * @param lock the lock
     * @param name for findings
     */
    void taken(Pthread self, Object lock, String name);

    /**
     * Whether a thread has this object's monitor.
     *
     * @param self the thread
     * @param monitor the object
     * @return not a step
     */
    boolean holds(Pthread self, Object monitor);

    /**
     * The JDK changes an object that it has from a function of the program, as a call of it does.
     *
     * @param self the calling thread
     * @param object the object
     * @param change what changes it
     */
    void change(Pthread self, Object object, Runnable change);

    /**
     * A method of a collection begins that takes effect at one moment.
     *
     * @param self the calling thread
     * @param object the collection, or a view of it
     */
    void beginSection(Pthread self, Object object);

    /**
     * It returns or throws.
     *
     * @param self the calling thread
     */
    void endSection(Pthread self);

    /**
     * A method of a collection begins that goes from step to step.
     *
     * @param self the calling thread
     * @param object the collection, or what looks at it
     */
    void manySteps(Pthread self, Object object);

    /**
     * Ends the run: the program has asked for it.
     *
     * @param status a program that exits with another one than 0 has failed
     */
    void exit(int status);

    /**
     * What the models know of this run.
     *
     * @return never null
     */
    JdkState state();
}
