package lesson;

import signalkit.lessons.notathread.JobList;

/** Lets the handler go away with nothing when it interrupts an add. */
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private volatile boolean isBusy;
    private Node first;

    @Override
    public void add(int job) {
        Node node = new Node(job);
        isBusy = true;
        node.next = first;
        first = node;
        isBusy = false;
    }

    @Override
    public int takeAll(int[] jobs) {
        if (isBusy) {
            return 0;
        }
        int count = 0;
        for (Node node = first; node != null; node = node.next) {
            jobs[count] = node.job;
            count++;
        }
        first = null;
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
