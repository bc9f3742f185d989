package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks USR1 when it has looked at the count already. */
public final class Ring implements EventRing {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Mutex mutex = new Mutex("ring", Mutex.Kind.RECURSIVE);
    private final int[] slots = new int[CAPACITY];
    private int used;

    @Override
    public boolean put(int event) {
        mutex.lock();
        int slot = used;
        boolean room = slot < CAPACITY;
        SignalSet before = Signals.sigmask(How.BLOCK, USR1);
        if (room) {
            slots[slot] = event;
            used = slot + 1;
        }
        mutex.unlock();
        Signals.sigmask(How.SETMASK, before);
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
