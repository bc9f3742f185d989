package signalkit.event;

import java.time.Duration;

/** Lets a buffered socket read while that is enabled and neither of its buffers is too full. */
final class ReadGate {
    private final Event reading;
    private Duration timeout;
    private boolean enabled;
    private boolean inputFull;
    private boolean outputFull;

    ReadGate(Event reading) {
        this.reading = reading;
    }

    void setEnabled(boolean value) {
        enabled = value;
        update();
    }

    void setInputFull(boolean value) {
        if (value != inputFull) {
            inputFull = value;
            update();
        }
    }

    void setOutputFull(boolean value) {
        if (value != outputFull) {
            outputFull = value;
            update();
        }
    }

    /** In force for the read that goes on, too; null for none. */
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

    private void update() {
        boolean open = enabled && !inputFull && !outputFull;
        if (open && !reading.isPending()) {
            reading.add(timeout);
        } else if (!open && reading.isPending()) {
            reading.del();
        }
    }
}
