package signalkit.lessons.notathread;

import java.util.Arrays;
import java.util.List;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Takes jobs in a handler, and keeps what it took. */
final class Taker {
    private static final int ROOM = 32;

    private final JobList list;
    private final int[] taken = new int[ROOM];
    private int count;
    private int handlers;
    private boolean hasMissed;
    private boolean hasChangedMask;

    Taker(JobList list) {
        this.list = list;
    }

    /** What the handler of TERM does, when the adds of that many jobs have returned. */
    void onTerm(int added) {
        handlers++;
        takeAll();
        hasMissed |= count < added;
    }

    /** Takes what is on the list, and notes it. */
    int takeAll() {
        int[] jobs = new int[ROOM];
        SignalSet mask = Signals.sigmask();
        int more = list.takeAll(jobs);
        hasChangedMask |= !Signals.sigmask().equals(mask);
        System.arraycopy(jobs, 0, taken, count, more);
        count += more;
        return more;
    }

    /** The number of handlers that have run. */
    int handlers() {
        return handlers;
    }

    /** Whether a handler left a job on the list although its add had returned. */
    boolean hasMissed() {
        return hasMissed;
    }

    /** Whether a mask was another one after the list had been emptied. */
    boolean hasChangedMask() {
        return hasChangedMask;
    }

    /** All jobs taken so far, in numerical order. */
    List<Integer> taken() {
        return Arrays.stream(taken, 0, count).sorted().boxed().toList();
    }
}
