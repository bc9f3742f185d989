package signalkit.event;

import java.util.function.Consumer;

/**
 * When the callbacks of a buffered channel run, and who learns what they throw.
 *
 * <pre>
 *  the channel is ready -----&gt; readable or writable --&gt; onWrite, if output went out
 *                                                          |
 *  a timer, another channel --&gt; output went out            | more went out
 *                                     |                    |
 *                                     +----&gt; the end of the round: onWrite
 * </pre>
 *
 * <p>{@code onWrite} never runs within a write, since it may write again. What it writes is
 * reported at the end of the round: a peer that answers at once would keep the loop from its other
 * channels. Only the thread that dispatches the base may use it.
 */
abstract class ChannelCallbacks {
    private final EventBase base;
    private final Runnable onWrite;
    private final Runnable atEndOfRound = this::endOfRound;
    private boolean isInEvent;
    private boolean written;
    private Consumer<RuntimeException> onFailure;

    ChannelCallbacks(EventBase base, Runnable onWrite) {
        this.base = base;
        this.onWrite = onWrite;
    }

    final EventBase base() {
        return base;
    }

    /** The channel can be read, or could not for too long. */
    abstract void readable();

    /** The channel can be written, or could not for too long. */
    abstract void writable();

    /** Whether the output is still at its low watermark, or below: it may have grown meanwhile. */
    abstract boolean isOutputLow();

    /**
     * Sets who learns that a callback threw, so that the other connections of the loop are served.
     *
     * @param handler usually frees this; null: the exception leaves {@link EventBase#dispatch}
     */
    public void onFailure(Consumer<RuntimeException> handler) {
        onFailure = handler;
    }

    /**
     * The callback of the channel's two events.
     *
     * @param direction READ or WRITE, of which event
     */
    final void onReady(int direction) {
        isInEvent = true;
        try {
            if (direction == Event.READ) {
                readable();
            } else {
                writable();
            }
            reportWritten();
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            isInEvent = false;
            if (written) { // by the report, or not reported because of a break or an exception
                base.defer(atEndOfRound);
            }
        }
    }

    /** Runs a step with the user's callbacks in it. */
    final void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Output went out: it is reported, but not from within this call. */
    final void written() {
        if (!written) {
            written = true;
            if (!isInEvent) {
                base.defer(atEndOfRound);
            }
        }
    }

    /** Reports no output any more that went out before this. */
    final void forgetWritten() {
        written = false;
    }

    private void endOfRound() {
        guard(this::reportWritten);
    }

    private void reportWritten() {
        if (written && !base.gotBreak()) {
            written = false;
            if (isOutputLow()) {
                onWrite.run();
            }
        }
    }

    private void failed(RuntimeException e) {
        if (onFailure == null) {
            throw e;
        }
        onFailure.accept(e);
    }
}
