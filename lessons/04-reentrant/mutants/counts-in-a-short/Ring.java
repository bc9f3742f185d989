package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Keeps USR1 out, and counts events in a type that is soon full. */
public final class Ring implements EventRing {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final int[] slots = new int[CAPACITY];
    private short first;
    private short next;

    @Override
    public boolean put(int event) {
        SignalSet mask = Signals.sigmask(How.BLOCK, USR1);
        boolean room = next - first < CAPACITY;
        if (room) {
            slots[next % CAPACITY] = event;
            next++;
        }
        Signals.sigmask(How.SETMASK, mask);
        return room;
    }

    @Override
    public List<Integer> drain() {
        SignalSet mask = Signals.sigmask(How.BLOCK, USR1);
        List<Integer> events = new ArrayList<>();
        while (first != next) {
            events.add(slots[first % CAPACITY]);
            first++;
        }
        Signals.sigmask(How.SETMASK, mask);
        return events;
    }
}
