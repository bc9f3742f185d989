package lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.reentrant.EventRing;

/** Replaces the whole ring in one atomic step. */
public final class Ring implements EventRing {
    private final AtomicReference<int[]> events = new AtomicReference<>(new int[0]);

    @Override
    public boolean put(int event) {
        int[] old;
        int[] more;
        do {
            old = events.get();
            if (old.length == CAPACITY) {
                return false;
            }
            more = Arrays.copyOf(old, old.length + 1);
            more[old.length] = event;
        } while (!events.compareAndSet(old, more));
        return true;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        for (int event : events.getAndSet(new int[0])) {
            all.add(event);
        }
        return all;
    }
}
