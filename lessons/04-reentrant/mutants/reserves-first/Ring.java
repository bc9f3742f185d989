package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.Mutex;

/** Reserves the slot first, and fills it later. */
public final class Ring implements EventRing {
    private final Mutex mutex = new Mutex("ring", Mutex.Kind.RECURSIVE);
    private final int[] slots = new int[CAPACITY];
    private int used;

    @Override
    public boolean put(int event) {
        mutex.lock();
        boolean room = used < CAPACITY;
        if (room) {
            int slot = used;
            used = slot + 1;
            slots[slot] = event;
        }
        mutex.unlock();
        return room;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> events = new ArrayList<>();
        mutex.lock();
        for (int i = 0; i < used; i++) {
            events.add(slots[i]);
        }
        used = 0;
        mutex.unlock();
        return events;
    }
}
