package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** All lists are one. */
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private static Node first;

    @Override
    public void add(int job) {
        Node node = new Node(job);
        SignalSet old = Signals.sigmask(How.BLOCK, TERM);
        node.next = first;
        first = node;
        Signals.sigmask(How.SETMASK, old);
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
