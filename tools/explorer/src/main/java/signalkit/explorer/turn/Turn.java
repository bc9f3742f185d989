package signalkit.explorer.turn;

import java.util.Arrays;
import java.util.Set;
import signalkit.explorer.model.Task;

/** Hands the right to run from thread to thread, and tells the driver when all have ended. */
public interface Turn {
    /** The names of what a thread waits in. */
    Set<String> TURNS = Set.of(ThreadTurn.class.getName(), CoroutineTurn.class.getName());

    /** A thread of the run is there; the first one has the turn at once. */
    void add(Task task);

    /** A thread has ended, and does nothing more. */
    void remove(Task task);

    /** Gives a thread the turn; the caller has it until it waits or ends. */
    void pass(Task task);

    /** Has to be told of each point that a thread comes to. */
    void notePoint();

    /**
     * Waits for the turn of the calling thread.
     *
     * @return false when it cannot wait where it is, and still has the turn
     */
    boolean await(Task self);

    /** Waits for the end of all threads; false when one makes no progress. */
    boolean awaitEnd();

    /** Whether a thread with this stack waits for its turn. */
    static boolean isIn(StackTraceElement[] stack) {
        return Arrays.stream(stack).map(StackTraceElement::getClassName).anyMatch(TURNS::contains);
    }
}
