package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.Mutex;

/** Leaves the order to a queue of the library, under a recursive lock. */
public final class Ring implements EventRing {
    private final Mutex mutex = new Mutex("ring", Mutex.Kind.RECURSIVE);
    private final Queue<Integer> events = new ArrayDeque<>();

    @Override
    public boolean put(int event) {
        mutex.lock();
        boolean room = events.size() < CAPACITY && events.add(event);
        mutex.unlock();
        return room;
    }

    @Override
    public List<Integer> drain() {
        mutex.lock();
        List<Integer> all = new ArrayList<>(events);
        events.clear();
        mutex.unlock();
        return all;
    }
}
