package signalkit.explorer;

import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/**
 * What a run knows of one of its threads.
 *
 * <p>The thread that has the baton uses all fields; {@code go} is the baton.
 */
final class Task {
    final int id;
    final Pthread thread;

    /** Set by whoever hands the baton to this thread. */
    volatile boolean go;

    /** Whether it has ever had the baton; before that no Java thread carries it. */
    boolean begun;

    /** How many points it has come to, visible or not: the same in every run of a schedule. */
    int steps;

    /** How many of them since it got the baton. */
    int streak;

    boolean ended;

    /** What it is about to do; null between two visible steps. */
    Event next;

    // While it is parked:
    boolean parked;
    Object blocker;
    long deadline;

    /** An unpark that no park has used yet. */
    boolean permit;

    // While it is in Object.wait:
    Monitor waitsOn;
    boolean notified;

    // For the order of events:
    final Clock clock;
    long hash;

    /** The mutex that it gave up for a condition variable and has back when it goes on. */
    Mutex givenUp;

    /** The thread that it joins. */
    Task joins;

    Task(int id, Pthread thread, Task maker) {
        this.id = id;
        this.thread = thread;
        this.clock = maker == null ? new Clock() : maker.clock.copy();
        this.hash = Hash.mix(maker == null ? 1 : maker.hash, id);
    }

    String name() {
        return thread.name();
    }

    boolean isInHandler() {
        return thread.handlerDepth() > 0;
    }

    /**
     * Code that a handler interrupts and the handler itself are two parties on one thread, and so
     * are handlers of two signals: either may interrupt the other.
     */
    int party() {
        int depth = thread.handlerDepth();
        int signal = depth == 0 ? 0 : thread.handlers().get(depth - 1).number();
        return (id * 32 + depth) * 32 + signal;
    }

    @Override
    public String toString() {
        return name();
    }
}
