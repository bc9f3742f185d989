package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.Mutex;

/** Treats the handler as a thread, and locks. */
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private final Mutex mutex = new Mutex("list");
    private Node first;

    @Override
    public void add(int job) {
        Node node = new Node(job);
        mutex.lock();
        node.next = first;
        first = node;
        mutex.unlock();
    }

    @Override
    public int takeAll(int[] jobs) {
        mutex.lock();
        int count = 0;
        for (Node node = first; node != null; node = node.next) {
            jobs[count] = node.job;
            count++;
        }
        first = null;
        mutex.unlock();
        return count;
    }

    @Override
    public int size() {
        int count = 0;
        for (Node node = first; node != null; node = node.next) {
            count++;
        }
        return count;
    }
}
