package lesson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A queue of the library that no handler interrupts. */
public final class Ring implements EventRing {
    private final Queue<Integer> events = new ArrayDeque<>();

    @Override
    public boolean put(int event) {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        try {
            return events.size() < CAPACITY && events.add(event);
        } finally {
            Signals.sigmask(How.SETMASK, old);
        }
    }

    @Override
    public List<Integer> drain() {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        try {
            List<Integer> all = new ArrayList<>(events);
            events.clear();
            return all;
        } finally {
            Signals.sigmask(How.SETMASK, old);
        }
    }
}
