package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Keeps TERM out, and has room for many jobs, but not for any number. */
public final class Jobs implements JobList {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final int[] slots = new int[1_024];
    private int used;

    @Override
    public void add(int job) {
        SignalSet mask = Signals.sigmask(How.BLOCK, TERM);
        if (used < slots.length) {
            slots[used] = job;
            used++;
        }
        Signals.sigmask(How.SETMASK, mask);
    }

    @Override
    public int takeAll(int[] jobs) {
        SignalSet mask = Signals.sigmask(How.BLOCK, TERM);
        int count = used;
        System.arraycopy(slots, 0, jobs, 0, count);
        used = 0;
        Signals.sigmask(How.SETMASK, mask);
        return count;
    }

    @Override
    public int size() {
        return used;
    }
}
