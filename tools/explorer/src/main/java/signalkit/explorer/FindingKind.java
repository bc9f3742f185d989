package signalkit.explorer;

import java.util.Locale;

/** What can be wrong with a run. */
public enum FindingKind {
    /** A thread waits for a lock that it holds itself, below a handler or not. */
    SELF_DEADLOCK(true),
    /** Threads wait for each other's locks. */
    DEADLOCK(true),
    /** A thread has ended and holds a mutex for ever. */
    MUTEX_HELD_AT_EXIT(true),
    /** Nothing can go on, and a thread waits for a wake-up that nobody is left to give. */
    LOST_WAKE_UP(true),
    /** Threads repeat the same steps forever, and nothing changes. */
    LIVELOCK(true),
    /** A thread never gets what others take again and again. */
    STARVATION(true),
    /** What has to hold does not. */
    INVARIANT_VIOLATED(true),
    /** An exception has left a thread or a handler. */
    UNCAUGHT_EXCEPTION(true),
    /** A signal has ended the process by its default action, before the end of the scenario. */
    ENDED_BY_SIGNAL(true),
    /** The program has exited with another status than 0. */
    EXIT_STATUS(true),
    /** Two threads access plain data without an order between them, and one of them writes. */
    DATA_RACE(false),
    /** A handler touches what the library call that it interrupts is in the middle of. */
    LIBRARY_CALL_REENTERED(true),
    /** A lock is taken in a handler, and outside while that handler's signal is not blocked. */
    LOCK_SHARED_WITH_HANDLER(false),
    /**
     * A thread waits in sigwait for a signal that it or another thread does not block. A search
     * goes on to what comes of it, and fails with this when that is nothing.
     */
    UNBLOCKED_WAIT(false),
    /** The code waits in a way that the explorer cannot control. */
    REFUSED(true),
    /** The scenario did something else when it was given the same schedule again. */
    NOT_REPEATABLE(true);

    private final boolean failure;

    FindingKind(boolean failure) {
        this.failure = failure;
    }

    /**
     * Whether it ends a search; else the search goes on and lists it.
     *
     * @return false for what is wrong but has broken nothing yet
     */
    public boolean isFailure() {
        return failure;
    }

    /**
     * Whether the search could not be made, which says nothing about the program.
     *
     * @return true for a program that is refused, for example
     */
    public boolean isUndecided() {
        return this == REFUSED || this == NOT_REPEATABLE;
    }

    /**
     * The name as text.
     *
     * @return "self-deadlock", for example
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("self dead", "self-dead");
    }
}
