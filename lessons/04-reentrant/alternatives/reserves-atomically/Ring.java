package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lessons.reentrant.EventRing;
import signalkit.posix.How;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Reserves a slot in one atomic step, fills it after that, and drains under a mask. */
public final class Ring implements EventRing {
    private final int[] slots = new int[CAPACITY];
    private final AtomicInteger used = new AtomicInteger();

    @Override
    public boolean put(int event) {
        int slot;
        do {
            slot = used.get();
            if (slot == CAPACITY) {
                return false;
            }
        } while (!used.compareAndSet(slot, slot + 1));
        slots[slot] = event;
        return true;
    }

    @Override
    public List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        for (int i = 0; i < used.get(); i++) {
            all.add(slots[i]);
        }
        used.set(0);
        Signals.sigmask(How.SETMASK, old);
        return all;
    }
}
