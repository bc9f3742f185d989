package lesson;

import signalkit.lessons.notathread.JobList;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks TERM before it locks, so that the list may also have several threads. */
public final class Jobs implements JobList {
    private static final class Node {
        final int job;
        Node next;

        Node(int job) {
            this.job = job;
        }
    }

    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final Mutex mutex = new Mutex("list");
    private Node first;

    @Override
    public void add(int job) {
        Node node = new Node(job);
        SignalSet old = Signals.sigmask(How.BLOCK, TERM);
        mutex.lock();
        node.next = first;
        first = node;
        mutex.unlock();
        Signals.sigmask(How.SETMASK, old);
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
