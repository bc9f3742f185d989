package signalkit.posix.ipc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * The children of one process, in the order in which they were started. Thread-safe: its monitor
 * guards what it knows of them, and CHLD is sent without it.
 */
public final class Children {
    private final PosixProcess parent;
    private final List<Child> all = new ArrayList<>();
    private int pids;
    final Queue<Pthread> waiters = new ConcurrentLinkedQueue<>();

    /**
     * No children yet.
     *
     * @param parent gets CHLD
     */
    public Children(PosixProcess parent) {
        this.parent = parent;
    }

    synchronized Child add(String name) {
        pids++;
        Child child = new Child(name, pids, this);
        all.add(child);
        return child;
    }

    /** Called by a child whose code is over; false while it is stopped. */
    boolean end(Child child, WaitStatus status) {
        Sigaction action = Signals.sigaction(Signal.CHLD);
        synchronized (this) {
            if (child.isStopped) {
                return false;
            }
            if (child.end != null) {
                return true;
            }
            end(child, status, action);
        }
        notifyParent(child, status, action);
        return true;
    }

    /** With CHLD ignored, or SA_NOCLDWAIT, a child leaves nothing behind. */
    private void end(Child child, WaitStatus status, Sigaction action) {
        child.end = status;
        if (isIgnored(action) || action.flags().contains(Sigaction.Flag.NOCLDWAIT)) {
            child.isReaped = true;
            all.remove(child);
        }
    }

    private static boolean isIgnored(Sigaction action) {
        return action.disposition() == Sigaction.Disposition.IGNORE;
    }

    /** Gives a child a signal; false when the child is gone. */
    boolean signal(Child child, Signal signal) {
        Sigaction action = Signals.sigaction(Signal.CHLD);
        WaitStatus change;
        synchronized (this) {
            if (child.isReaped) {
                return false;
            }
            change = child.end == null ? child.take(signal) : null;
            if (change != null && change.change() == WaitStatus.Change.SIGNALLED) {
                end(child, change, action);
            }
        }
        if (change != null) {
            child.feel(change);
            notifyParent(child, change, action);
        }
        return true;
    }

    /** As on Linux, the thread that has forked the child comes before main. */
    private void notifyParent(Child child, WaitStatus change, Sigaction action) {
        if (!isIgnored(action)
                && (change.isEnd() || !action.flags().contains(Sigaction.Flag.NOCLDSTOP))) {
            parent.send(new Siginfo(Signal.CHLD, Code.USER, 0), child.forker());
        }
        waiters.forEach(Pthread::unpark);
    }

    /** What waitpid returns; null when no child has anything to tell. */
    synchronized WaitStatus report(int pid, int options) {
        for (Child child : inTurn()) {
            WaitStatus told = isMeant(child, pid) ? child.report(options) : null;
            if (told != null) {
                if (child.isReaped) {
                    all.remove(child);
                }
                return told;
            }
        }
        return null;
    }

    /** As in Linux: those of the calling thread, then of the thread that follows it, and so on. */
    private List<Child> inTurn() {
        List<Pthread> threads = parent.threads();
        int self = threads.indexOf(Pthread.self());
        List<Child> children = new ArrayList<>(all);
        children.sort(
                Comparator.comparingInt(
                        child -> {
                            int forker = Math.max(0, threads.indexOf(child.forker()));
                            return Math.floorMod(forker - self, threads.size());
                        }));
        return children;
    }

    private static boolean isMeant(Child child, int pid) {
        return pid == Child.ANY || child.pid() == pid;
    }

    synchronized boolean hasNone(int pid) {
        return all.stream().noneMatch(child -> isMeant(child, pid));
    }

    synchronized boolean isZombie(Child child) {
        return child.end != null && !child.isReaped;
    }

    @Override
    public String toString() {
        return "the end of a child";
    }
}
