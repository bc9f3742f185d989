package lesson;

import java.util.ArrayDeque;
import signalkit.lessons.notathread.JobList;

/** Takes a class of the library for one that can be interrupted. */
public final class Jobs implements JobList {
    private final ArrayDeque<Integer> jobs = new ArrayDeque<>();

    @Override
    public void add(int job) {
        jobs.add(job);
    }

    @Override
    public int takeAll(int[] taken) {
        int count = 0;
        while (!jobs.isEmpty()) {
            taken[count] = jobs.remove();
            count++;
        }
        return count;
    }

    @Override
    public int size() {
        return jobs.size();
    }
}
