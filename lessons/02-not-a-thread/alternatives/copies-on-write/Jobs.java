package lesson;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.notathread.JobList;

/** Replaces the whole list in one atomic step. */
public final class Jobs implements JobList {
    private final AtomicReference<int[]> jobs = new AtomicReference<>(new int[0]);

    @Override
    public void add(int job) {
        int[] old;
        do {
            old = jobs.get();
        } while (!jobs.compareAndSet(old, with(old, job)));
    }

    private static int[] with(int[] old, int job) {
        int[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = job;
        return more;
    }

    @Override
    public int takeAll(int[] taken) {
        int[] all = jobs.getAndSet(new int[0]);
        System.arraycopy(all, 0, taken, 0, all.length);
        return all.length;
    }

    @Override
    public int size() {
        return jobs.get().length;
    }
}
