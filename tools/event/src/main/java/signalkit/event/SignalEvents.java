package signalkit.event;

import java.util.EnumMap;
import java.util.Map;
import signalkit.posix.Pipe;
import signalkit.posix.Signal;

/** The signal events of a base, and the pipe that their handlers write to, made for the first. */
final class SignalEvents {
    private final Runnable wakeUp;
    private volatile Pipe pipe;

    // Only the dispatching thread uses this:
    private final Map<Signal, Event> events = new EnumMap<>(Signal.class);

    /** Handlers call {@code wakeUp} when they have written. */
    SignalEvents(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds the event of a signal, or with null removes it; returns what its handler writes to. */
    Pipe put(Signal signal, Event event) {
        if (event == null) {
            events.remove(signal);
        } else {
            events.put(signal, event);
        }
        if (pipe == null) {
            pipe = new Pipe();
            pipe.onWrite(wakeUp);
        }
        return pipe;
    }

    /** Whether a handler has written something that was not taken yet. */
    boolean isReadable() {
        return pipe != null && pipe.isReadable();
    }

    /** Takes what the handlers wrote, and activates the events of those signals in their base. */
    void take(EventBase base) {
        if (pipe != null) {
            for (Byte number = pipe.poll(); number != null; number = pipe.poll()) {
                Event event = events.get(Signal.of(number));
                if (event != null) {
                    base.activate(event);
                }
            }
        }
    }
}
