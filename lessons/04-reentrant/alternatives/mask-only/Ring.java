package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Events in a ring of slots, for one thread and its handlers. */
public final class Ring implements EventRing {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final int[] slots = new int[CAPACITY];
    private int used;

    @Override
    public boolean put(int event) {
        SignalSet old = Signals.sigmask(How.BLOCK, USR1);
        boolean room = used < CAPACITY;
        if (room) {
            slots[used] = event;
            used = used + 1;
        }
        Signals.sigmask(How.SETMASK, old);
        return room;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> events = new ArrayList<>();
        SignalSet old = Signals.sigmask(How.BLOCK, USR1);
        for (int i = 0; i < used; i++) {
            events.add(slots[i]);
        }
        used = 0;
        Signals.sigmask(How.SETMASK, old);
        return events;
    }
}
