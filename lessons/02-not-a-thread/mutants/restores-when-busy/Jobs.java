package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Restores the mask only if there was something to take. */
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private Node first;

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
        SignalSet old = Signals.sigmask(How.BLOCK, TERM);
        if (first == null) {
            return 0;
        }
        int count = 0;
        for (Node node = first; node != null; node = node.next) {
            jobs[count] = node.job;
            count++;
        }
        first = null;
        Signals.sigmask(How.SETMASK, old);
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
