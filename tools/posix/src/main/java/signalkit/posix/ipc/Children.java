package signalkit.posix.ipc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The children of one process, in the order in which they were started. Thread-safe. */
public final class Children {
    private final PosixProcess parent;
    private final CopyOnWriteArrayList<Child> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger pids = new AtomicInteger();
    final Queue<Pthread> waiters = new ConcurrentLinkedQueue<>();

    /**
     * No children yet.
     *
     * @param parent gets CHLD
     */
    public Children(PosixProcess parent) {
        this.parent = parent;
    }

    Child add(String name) {
        Child child = new Child(name, pids.incrementAndGet());
        all.add(child);
        return child;
    }

    /** Called by a child: with CHLD ignored, or SA_NOCLDWAIT, it leaves nothing behind. */
    void ended(Child child) {
        Sigaction action = Signals.sigaction(Signal.CHLD);
        if (action.disposition() == Sigaction.Disposition.IGNORE
                || action.flags().contains(Sigaction.Flag.NOCLDWAIT)) {
            child.vanish();
            all.remove(child);
        } else {
            child.becomeZombie();
        }
        parent.kill(Signal.CHLD);
        waiters.forEach(Pthread::unpark);
    }

    Child reap(int pid) {
        for (Child child : all) {
            if ((pid == Child.ANY || child.pid() == pid) && child.reap()) {
                all.remove(child);
                return child;
            }
        }
        return null;
    }

    boolean hasNone(int pid) {
        return all.stream()
                .noneMatch(child -> (pid == Child.ANY || child.pid() == pid) && !child.isGone());
    }

    @Override
    public String toString() {
        return "the end of a child";
    }
}
