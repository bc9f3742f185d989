package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes a caller that blocks some signal for one that blocks USR1. */
public final class Ring implements EventRing {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final List<Integer> slots = new ArrayList<>();

    @Override
    public boolean put(int event) {
        SignalSet before = Signals.sigmask();
        if (before.isEmpty()) {
            Signals.sigmask(How.BLOCK, USR1);
        }
        boolean room = slots.size() < CAPACITY;
        if (room) {
            slots.add(event);
        }
        Signals.sigmask(How.SETMASK, before);
        return room;
    }

    @Override
    public List<Integer> drain() {
        SignalSet before = Signals.sigmask(How.BLOCK, USR1);
        List<Integer> events = new ArrayList<>(slots);
        slots.clear();
        Signals.sigmask(How.SETMASK, before);
        return events;
    }
}
