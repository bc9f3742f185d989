package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Ignores TERM during an add, and an ignored signal is discarded. */
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
        Sigaction old = Signals.sigaction(Signal.TERM, Sigaction.IGNORE);
        node.next = first;
        first = node;
        Signals.sigaction(Signal.TERM, old);
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
