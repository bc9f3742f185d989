package lesson;

import java.util.HashMap;
import java.util.Map;
import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Counts equal jobs, and hands out two of them at most. */
public final class Jobs implements JobList {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final Map<Integer, Integer> counts = new HashMap<>();
    private int size;

    @Override
    public void add(int job) {
        SignalSet before = Signals.sigmask(How.BLOCK, TERM);
        counts.merge(job, 1, Integer::sum);
        size++;
        Signals.sigmask(How.SETMASK, before);
    }

    @Override
    public int takeAll(int[] jobs) {
        SignalSet before = Signals.sigmask(How.BLOCK, TERM);
        int count = 0;
        for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
            jobs[count++] = each.getKey();
            if (each.getValue() > 1) {
                jobs[count++] = each.getKey();
            }
        }
        counts.clear();
        size = 0;
        Signals.sigmask(How.SETMASK, before);
        return count;
    }

    @Override
    public int size() {
        return size;
    }
}
