package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import signalkit.lessons.reentrant.EventRing;

/** A queue of the library, which takes a lock that its owner can take again. */
public final class Ring implements EventRing {
    private final BlockingQueue<Integer> events = new ArrayBlockingQueue<>(CAPACITY);

    @Override
    public boolean put(int event) {
        return events.offer(event);
    }

    @Override
    public List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        for (Integer event = events.poll(); event != null; event = events.poll()) {
            all.add(event);
        }
        return all;
    }
}
