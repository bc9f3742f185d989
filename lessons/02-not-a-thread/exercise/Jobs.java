package lesson;

import signalkit.lessons.notathread.JobList;

/** Jobs in a linked list, the newest first. */
// TODO: keep TERM out between the steps of add that belong together.
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private Node first;

    @Override
    public void add(int job) {
        Node node = new Node(job);
        node.next = first;
        first = node;
    }

    @Override
    public int takeAll(int[] jobs) {
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
