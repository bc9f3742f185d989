package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Keeps the recursive lock, and every signal out. */
public final class Ring implements EventRing {
    private final Mutex mutex = new Mutex("ring", Mutex.Kind.RECURSIVE);
    private final int[] slots = new int[CAPACITY];
    private int used;

    @Override
    public boolean put(int event) {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        mutex.lock();
        boolean room = used < CAPACITY;
        if (room) {
            slots[used] = event;
            used = used + 1;
        }
        mutex.unlock();
        Signals.sigmask(How.SETMASK, old);
        return room;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> events = new ArrayList<>();
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        mutex.lock();
        for (int i = 0; i < used; i++) {
            events.add(slots[i]);
        }
        used = 0;
        mutex.unlock();
        Signals.sigmask(How.SETMASK, old);
        return events;
    }
}
