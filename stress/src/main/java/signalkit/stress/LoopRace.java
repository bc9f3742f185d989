package signalkit.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.function.Consumer;
import signalkit.event.Event;
import signalkit.event.EventBase;

/**
 * A loop that one actor dispatches and another one asks to end.
 *
 * <p>An actor that blocks hangs jcstress forever, so a loop that sleeps is ended by a timer, and
 * one that works some rounds after it was asked.
 */
public final class LoopRace {
    /** The loop had to end itself: it had not heard. */
    public static final int SLEPT = 0;

    /** The loop ended because it was asked to. */
    public static final int ENDED = 1;

    /** Who asked found a loop that was freed. */
    public static final int FREED = 2;

    /** The loop, or who asked, failed over what the other one did meanwhile. */
    public static final int BROKEN = -1;

    /** The two actors did not meet in time, so there was no race. */
    public static final int MISSED = Meeting.MISSED;

    private static final int ROUNDS = 100;

    /** Always readable, so a loop that waits for it always turns. */
    private static final Pipe READABLE = readable();

    private final EventBase base;
    private final Meeting meeting = new Meeting();
    private volatile boolean isRunning;
    private volatile boolean isAsked;
    private volatile boolean wasFreed;
    private volatile boolean isBroken;
    private volatile boolean wasMissed;

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
     * @param patience when it is taken to sleep forever
     */
    public void sleep(Duration patience) {
        if (!meeting.isComplete()) {
            wasMissed = true;
            return;
        }
        base.once(Duration.ZERO, () -> isRunning = true);
        base.once(patience, this::rescue);
        dispatch();
    }

    private static Pipe readable() {
        try {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().write(ByteBuffer.allocate(1));
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rescue() {
        wasRescued = true;
        base.loopBreak();
    }

    /** Dispatches a loop that always has something to do, until it ends. */
    public void work() {
        if (!meeting.isComplete()) {
            wasMissed = true;
            return;
        }
        // An event that made itself active in its callback would keep the round from ending.
        Event.channel(base, READABLE.source(), Event.READ | Event.PERSIST, this::turn).add(null);
        dispatch();
    }

    private void dispatch() {
        try {
            base.dispatchUntilEnded();
        } catch (RuntimeException e) {
            isBroken = true;
        } finally {
            isRunning = true; // or the other actor would wait forever
        }
    }

    private void turn() {
        isRunning = true;
        // Some rounds to hear that it was asked, for a request can get lost.
        if (isAsked && ++roundsSince == ROUNDS) {
            rescue();
        }
    }

    /**
     * Does something to the loop as soon as it runs.
     *
     * @param request what is done, on the calling thread
     */
    public void ask(Consumer<EventBase> request) {
        if (!meeting.isComplete()) {
            wasMissed = true;
            return;
        }
        while (!isRunning) {
            Thread.onSpinWait();
        }
        try {
            request.accept(base);
        } catch (IllegalStateException e) {
            wasFreed = true;
        } catch (RuntimeException e) {
            isBroken = true;
        } finally {
            isAsked = true;
        }
    }

    /** Frees the loop. */
    public void free() {
        try {
            base.free();
        } catch (RuntimeException e) {
            isBroken = true;
        }
    }

    /**
     * What came of it; for an arbiter.
     *
     * @return {@link #MISSED}, {@link #BROKEN}, {@link #FREED}, {@link #SLEPT} or {@link #ENDED},
     *     the first that is true
     */
    public int result() {
        if (wasMissed) {
            return MISSED;
        }
        if (isBroken) {
            return BROKEN;
        }
        return wasFreed ? FREED : wasRescued ? SLEPT : ENDED;
    }
}
