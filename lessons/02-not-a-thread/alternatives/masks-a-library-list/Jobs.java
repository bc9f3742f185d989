package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Keeps every signal out, and uses an ordinary list. */
public final class Jobs implements JobList {
    private final List<Integer> jobs = new ArrayList<>();

    @Override
    public void add(int job) {
        SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.FULL);
        try {
            jobs.add(job);
        } finally {
            Signals.sigmask(How.SETMASK, old);
        }
    }

    @Override
    public int takeAll(int[] taken) {
        int count = jobs.size();
        for (int i = 0; i < count; i++) {
            taken[i] = jobs.get(i);
        }
        jobs.clear();
        return count;
    }

    @Override
    public int size() {
        return jobs.size();
    }
}
