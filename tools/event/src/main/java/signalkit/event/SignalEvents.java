package signalkit.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signalkit.posix.Pipe;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * The pending signal events of a base, and the pipe that their handlers write to, made for the
 * first.
 *
 * <p>The base's lock, if it has one, must be held in every method but {@link #isReadable}.
 */
final class SignalEvents {
    /** The events of one signal, and the action that the last of them puts back. */
    private static final class Watch {
        private final List<Event> events = new ArrayList<>(1);
        private Sigaction replaced;
    }

    private final Runnable wakeUp;
    private final Map<Signal, Watch> watches = new EnumMap<>(Signal.class);
    private volatile Pipe pipe;

    /** Handlers call {@code wakeUp} when they have written. */
    SignalEvents(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds an event; the first of a signal installs a handler that only writes to the pipe. */
    void add(Signal signal, Event event) {
        Watch watch = watches.computeIfAbsent(signal, added -> new Watch());
        // The last one first, as libevent has them; before the handler, whose first byte must find
        // it.
        watch.events.add(0, event);
        if (watch.replaced == null) {
            Pipe target = pipe();
            byte number = (byte) signal.number();
            watch.replaced =
                    Signals.sigaction(signal, Sigaction.handler(caught -> target.write(number)));
        }
    }

    /** Removes an event; the last of a signal puts back the action that was there before. */
    void remove(Signal signal, Event event) {
        Watch watch = watches.get(signal);
        watch.events.remove(event);
        if (watch.events.isEmpty()) {
            Signals.sigaction(signal, watch.replaced);
            watches.remove(signal);
        }
    }

    /** Puts back every action that was replaced. */
    void close() {
        watches.forEach((signal, watch) -> Signals.sigaction(signal, watch.replaced));
        watches.clear();
    }

    /** Whether a handler has written something that was not taken yet. */
    boolean isReadable() {
        return pipe != null && pipe.hasInput();
    }

    /** Takes what the handlers wrote; activates the events of those signals, by number. */
    void take() {
        Set<Signal> caught = EnumSet.noneOf(Signal.class);
        for (Byte number = pipe.poll(); number != null; number = pipe.poll()) {
            caught.add(Signal.of(number));
        }
        for (Signal signal : caught) {
            Watch watch = watches.get(signal);
            if (watch != null) {
                watch.events.forEach(event -> event.happened(Event.SIGNAL));
            }
        }
    }

    private Pipe pipe() {
        if (pipe == null) {
            pipe = new Pipe();
            pipe.onReadable(wakeUp);
        }
        return pipe;
    }
}
