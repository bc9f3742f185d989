package lesson;

import java.util.Arrays;
import signalkit.lessons.notathread.JobList;

/** Replaces the whole list by a copy, but reads and writes it in two steps. */
public final class Jobs implements JobList {
    private volatile int[] jobs = new int[0];

    @Override
    public void add(int job) {
        jobs = with(jobs, job);
    }

    private static int[] with(int[] old, int job) {
        int[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = job;
        return more;
    }

    @Override
    public int takeAll(int[] taken) {
        int[] all = jobs;
        jobs = new int[0];
        System.arraycopy(all, 0, taken, 0, all.length);
        return all.length;
    }

    @Override
    public int size() {
        return jobs.length;
    }
}
