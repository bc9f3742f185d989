package signalkit.lessons.reentrant;

import java.util.List;

/** A few events in order; ordinary code and a handler both put some in. */
public interface EventRing {
    /** How many events it holds. */
    int CAPACITY = 4;

    /**
     * Puts an event in. Called by the main thread and by the handler of USR1.
     *
     * @param event its number, 1 or more
     * @return false when there is no room
     */
    boolean put(int event);

    /**
     * Takes all events out. Called by the main thread in the end.
     *
     * @return in the order of their arrival
     */
    List<Integer> drain();
}
