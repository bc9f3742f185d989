package signalkit.explorer.model;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.memory.VectorClock;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;

/**
 * What a run knows of one of its threads.
 *
 * <p>The thread that has the turn uses all fields; {@code go} is the turn.
 */
public final class Task {
    /** What {@link #sinceRest} is at first: as if all threads had had the turn. */
    public static final long NEVER_RESTED = -1;

    /** The party of invariants. */
    private static final int LOOKER = -2;

    /** More than signals have numbers, and than handlers interrupt each other. */
    private static final int PARTS = 128;

    public final int id;
    public final Pthread thread;

    /** Set by whoever hands the turn to this thread. */
    public volatile boolean go;

    /** Whether it has ever had the turn; before that no Java thread carries it. */
    public boolean begun;

    /** How many points it has come to, visible or not: the same in every run of a schedule. */
    public int steps;

    /** How many of them since it got the turn. */
    public int streak;

    public boolean ended;

    /** Whether nothing of it is left, the unwinding of its stack included. */
    public boolean gone;

    /** What it is about to do; null between two visible steps. */
    public Operation next;

    // While it is parked:
    public boolean parked;
    public Object blocker;
    public long deadline;

    /** An unpark that no park has used yet. */
    public boolean permit;

    /** Whether its wait ends for no reason. */
    public boolean spurious;

    // While it is in Object.wait:
    public Monitor waitsOn;
    public boolean notified;

    /** Whether its wait is over for another reason than a notify: its time, or an interrupt. */
    public boolean timedOut;

    public boolean interrupted;

    /** It lets others go on first. */
    public boolean yields;

    // For fairness, a bit for each thread: whom it lets go on first, and who has had the turn
    // since it rested.
    public long behind;
    public long sinceRest = NEVER_RESTED;

    /** A call of a model that takes a lock inside, where a signal may interrupt the thread. */
    public record OpenCall(Object object, boolean writes, String words, int handlers) {}

    public final List<OpenCall> open = new ArrayList<>(0);

    // While it calls a copied collection:
    /** How many sections it is in, one in the other. */
    public int sections;

    /** Whether the outermost one is one step, and whether that has begun. */
    public boolean inSection;

    public boolean sectionBegun;

    /** The collection, and whose visibility makes its steps points. */
    public Object sectionObject;

    public Key sectionSteps;

    /** How many monitors it has entered in methods of copied collections. */
    public int guarded;

    // For the order of operations:
    public final VectorClock clock;
    public long hash;

    /** What it sees because of final fields. */
    public final FinalReads finals = new FinalReads();

    /** How many writes nobody else could see. */
    public long changes;

    /** The mutex that it gave up for a condition variable and has back when it goes on. */
    Mutex givenUp;

    /** The signal that has just arrived on it, and that it takes at once; else null. */
    public Signal arrived;

    /**
     * Whether it is about to make a call into the JDK that a signal may come into the middle of.
     */
    public boolean isBeforeCall;

    /** Whether a signal that was sent before that call comes into the middle of it. */
    public boolean isLate;

    /** Whether it looks at an invariant that has to hold before every step. */
    public boolean looks;

    /** The thread that it joins. */
    public Task joins;

    /** What came before those that have woken it; null when it has gone on since. */
    private VectorClock wakers;

    public Task(int id, Pthread thread, Task maker) {
        this.id = id;
        this.thread = thread;
        this.clock = maker == null ? new VectorClock() : maker.clock.copy();
        this.hash = Hash.mix(maker == null ? 1 : maker.hash, id);
    }

    /** Whether its Object.wait is over, but for the monitor. */
    public boolean isWoken() {
        return waitsOn != null && (notified || timedOut || interrupted);
    }

    /** Another one wakes it. */
    public void wakenBy(Task waker) {
        if (wakers == null) {
            wakers = waker.clock.copy();
        } else {
            wakers.join(waker.clock);
        }
    }

    /** It goes on after a wait, or begins a handler: whoever woke it comes before that. */
    public void meetWakers() {
        if (wakers != null) {
            clock.join(wakers);
            wakers = null;
        }
    }

    public String name() {
        return thread.name();
    }

    public boolean isInHandler() {
        return thread.handlerDepth() > 0;
    }

    /**
     * Code that a handler interrupts and the handler itself are two parties on one thread, and so
     * are handlers of two signals: either may interrupt the other. So is what looks at invariants.
     */
    public int party() {
        if (looks) {
            return LOOKER;
        }
        int depth = thread.handlerDepth();
        int signal = depth == 0 ? 0 : thread.handlers().get(depth - 1).number();
        return (id * PARTS + depth) * PARTS + signal;
    }

    /** Whether the signal whose handler it is in may come again and interrupt that handler. */
    boolean mayInterruptItself() {
        int depth = thread.handlerDepth();
        return depth > 0 && !looks && !thread.mask().contains(thread.handlers().get(depth - 1));
    }

    @Override
    public String toString() {
        return name();
    }

    /** Another number after each write or visible step. */
    public long done() {
        return hash + changes;
    }
}
