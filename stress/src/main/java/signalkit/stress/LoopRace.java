package signalkit.stress;

import java.time.Duration;
import java.util.function.Consumer;
import signalkit.event.Event;
import signalkit.event.EventBase;

/**
 * A loop that one actor dispatches and another one asks to end.
 *
 * <p>An actor that blocks hangs jcstress for ever, so a loop that was asked and does not end is
 * ended by a timer.
 */
public final class LoopRace {
    /** The loop ended by its timer: it had not heard. */
    public static final int SLEPT = 0;

    /** The loop ended because it was asked to. */
    public static final int ENDED = 1;

    /** The loop, or who asked, failed over what the other one did meanwhile. */
    public static final int BROKEN = -1;

    private static final int ROUNDS = 3;

    private final EventBase base;
    private final Meeting meeting = new Meeting();
    private volatile boolean isRunning;
    private volatile boolean isAsked;

    // Only the thread that dispatches uses these:
    private boolean wasRescued;
    private int roundsSince;

    /**
     * A race for a loop.
     *
     * @param base nobody has dispatched it yet
     */
    public LoopRace(EventBase base) {
        this.base = base;
    }

    /**
     * Dispatches a loop that sleeps, until it ends.
     *
     * @param patience when it is taken to sleep for ever
     * @return {@link #ENDED}, {@link #SLEPT} or {@link #BROKEN}
     */
    public int sleep(Duration patience) {
        if (!meeting.isComplete()) {
            return ENDED;
        }
        base.once(Duration.ZERO, () -> isRunning = true);
        base.once(patience, this::rescue);
        return dispatch();
    }

    private void rescue() {
        wasRescued = true;
        base.loopBreak();
    }

    /**
     * Dispatches a loop that always has something to do, until it ends.
     *
     * @return as {@link #sleep}
     */
    public int work() {
        if (!meeting.isComplete()) {
            return ENDED;
        }
        Event[] always = new Event[1];
        always[0] = Event.timeout(base, () -> turn(always[0]));
        always[0].active(Event.TIMEOUT);
        return dispatch();
    }

    private int dispatch() {
        try {
            base.dispatchUntilEnded();
            return wasRescued ? SLEPT : ENDED;
        } catch (RuntimeException e) {
            return BROKEN;
        } finally {
            isRunning = true; // or the other actor would wait for ever
        }
    }

    private void turn(Event event) {
        isRunning = true;
        // Some rounds to hear that it was asked, for a request can get lost.
        if (isAsked && ++roundsSince == ROUNDS) {
            rescue();
        } else {
            event.active(Event.TIMEOUT);
        }
    }

    /**
     * Does something to the loop as soon as it runs.
     *
     * @param request what is done, on the calling thread
     * @return {@link #ENDED}, or {@link #BROKEN} when it failed
     */
    public int ask(Consumer<EventBase> request) {
        if (!meeting.isComplete()) {
            return ENDED;
        }
        while (!isRunning) {
            Thread.onSpinWait();
        }
        try {
            request.accept(base);
            return ENDED;
        } catch (RuntimeException e) {
            return BROKEN;
        } finally {
            isAsked = true;
        }
    }

    /** Frees the loop. */
    public void free() {
        base.free();
    }
}
