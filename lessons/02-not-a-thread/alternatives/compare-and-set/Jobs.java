package lesson;

import java.util.concurrent.atomic.AtomicReference;
import signalkit.lessons.notathread.JobList;

/** A list whose head changes in one atomic step. */
public final class Jobs implements JobList {
    private record Node(int job, Node next) {}

    private final AtomicReference<Node> first = new AtomicReference<>();

    @Override
    public void add(int job) {
        Node old;
        do {
            old = first.get();
        } while (!first.compareAndSet(old, new Node(job, old)));
    }

    @Override
    public int takeAll(int[] jobs) {
        int count = 0;
        for (Node node = first.getAndSet(null); node != null; node = node.next()) {
            jobs[count] = node.job();
            count++;
        }
        return count;
    }

    @Override
    public int size() {
        int count = 0;
        for (Node node = first.get(); node != null; node = node.next()) {
            count++;
        }
        return count;
    }
}
