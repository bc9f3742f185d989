package signalkit.lessons.reentrant;

import java.util.List;

/** A few events in order; ordinary code and a handler both put some in. */
public interface EventRing {
    /** The number of events that it holds. */
    int CAPACITY = 4;

    /**
     * Puts an event in. Called by the main thread, whatever its signal mask is, and by the handler
     * of USR1.
     *
     * @param event its number, 1 or more
     * @return false when the ring is full
     */
    boolean put(int event);

    /**
     * Takes all events out. Called by the main thread, whatever its signal mask is.
     *
     * @return in the order in which they were put in; nobody changes the list afterwards
     */
    List<Integer> drain();
}
