package signalkit.event;

import java.time.Duration;

/** Lets a buffered socket read while that is enabled and neither of its buffers is too full. */
final class ReadGate {
    private final Event reading;
    private final EvBuffer input;
    private final EvBuffer output;
    private Duration timeout;
    private boolean enabled;
    private long inputHigh;
    private boolean inputFull;
    private long outputHigh;
    private boolean outputFull;

    ReadGate(Event reading, EvBuffer input, EvBuffer output) {
        this.reading = reading;
        this.input = input;
        this.output = output;
    }

    /** Lets it read; again, the time of reading begins anew. */
    void setEnabled(boolean value) {
        enabled = value;
        if (value) {
            restart();
        }
        update();
    }

    /** How many bytes the input may still take. */
    long room() {
        return inputHigh > 0 ? Math.max(0, inputHigh - input.length()) : Long.MAX_VALUE;
    }

    /** Closed while the input holds so many bytes; 0 for no limit. */
    void setInputHigh(long bytes) {
        inputHigh = bytes;
        input.onTaken(bytes > 0 ? this::inputHasChanged : null);
        inputHasChanged();
        restart(); // also without a mark: libevent resumes what was not paused
    }

    void inputHasChanged() {
        boolean full = inputHigh > 0 && input.length() >= inputHigh;
        if (full != inputFull) {
            inputFull = full;
            update();
        } else if (inputHigh > 0) {
            restart(); // libevent resumes what was not paused, which sets its time anew
        }
    }

    /** Closes when the output grows beyond so many bytes, until it has fallen; 0 for no limit. */
    void setOutputHigh(long bytes) {
        outputHigh = bytes;
    }

    boolean isOutputHigh() {
        return outputHigh > 0 && output.length() > outputHigh;
    }

    void outputHasGrown() {
        if (!outputFull && isOutputHigh()) {
            outputFull = true;
            update();
        }
    }

    /** The output is at its low watermark, or below. */
    void outputHasFallen() {
        if (outputFull) {
            outputFull = false;
            update();
        }
    }

    /** In force for the current wait, too; null for none. */
    void setTimeout(Duration value) {
        timeout = value;
        limit(reading, value);
    }

    /** Gives a pending event another timeout, or with null none. */
    static void limit(Event event, Duration timeout) {
        if (timeout == null) {
            event.removeTimer();
        } else if (event.isPending()) {
            event.add(timeout);
        }
    }

    private void restart() {
        if (timeout != null && reading.isPending()) {
            reading.add(timeout);
        }
    }

    private void update() {
        boolean open = enabled && !inputFull && !outputFull;
        if (open && !reading.isPending()) {
            reading.add(timeout);
        } else if (!open && reading.isPending()) {
            reading.del();
        }
    }
}
