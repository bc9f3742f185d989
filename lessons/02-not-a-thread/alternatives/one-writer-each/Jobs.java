package lesson;

import java.util.Arrays;
import signalkit.lessons.notathread.JobList;

/** Two counters: add changes one of them, and the handler changes the other. */
public final class Jobs implements JobList {
    private volatile int[] slots = new int[4];
    private volatile int added;
    private volatile int taken;

    @Override
    public void add(int job) {
        if (added == slots.length) {
            slots = Arrays.copyOf(slots, 2 * added);
        }
        slots[added] = job;
        added = added + 1;
    }

    @Override
    public int takeAll(int[] jobs) {
        int until = added;
        int count = 0;
        for (int i = taken; i < until; i++) {
            jobs[count] = slots[i];
            count++;
        }
        taken = until;
        return count;
    }

    @Override
    public int size() {
        return added - taken;
    }
}
