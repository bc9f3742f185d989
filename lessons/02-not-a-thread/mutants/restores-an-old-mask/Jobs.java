package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Also blocks, once it has taken the jobs, what was blocked when the last one was added. */
public final class Jobs implements JobList {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final List<Integer> jobs = new ArrayList<>();
    private SignalSet before = SignalSet.EMPTY;
    private int size;

    @Override
    public void add(int job) {
        before = Signals.sigmask(How.BLOCK, TERM);
        jobs.add(job);
        size++;
        Signals.sigmask(How.SETMASK, before);
    }

    @Override
    public int takeAll(int[] all) {
        SignalSet now = Signals.sigmask(How.BLOCK, TERM);
        int count = 0;
        for (int job : jobs) {
            all[count++] = job;
        }
        jobs.clear();
        size = 0;
        Signals.sigmask(How.SETMASK, now.union(before));
        return count;
    }

    @Override
    public int size() {
        return size;
    }
}
