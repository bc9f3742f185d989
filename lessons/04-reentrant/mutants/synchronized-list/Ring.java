package lesson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;

/** A list of the library under a monitor, which its owner can enter again. */
public final class Ring implements EventRing {
    private final List<Integer> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean put(int event) {
        return events.size() < CAPACITY && events.add(event);
    }

    @Override
    public List<Integer> drain() {
        List<Integer> all = new ArrayList<>(events);
        events.clear();
        return all;
    }
}
