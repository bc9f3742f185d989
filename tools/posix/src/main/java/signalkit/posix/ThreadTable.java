package signalkit.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The threads of one process, and which of them a signal is aimed at.
 *
 * <p>The monitor of the {@link Kernel} that has this table must be held in every method.
 */
final class ThreadTable {
    private final List<Pthread> threads = new ArrayList<>();
    private Pthread main;
    private Pthread lastTarget;

    void add(Pthread thread) {
        if (main == null) {
            main = thread;
            lastTarget = thread;
        }
        threads.add(thread);
    }

    /** Takes out a thread; returns whether it was in. */
    boolean remove(Pthread thread) {
        int index = threads.indexOf(thread);
        if (index < 0) {
            return false;
        }
        threads.remove(index);
        if (thread == lastTarget) {
            lastTarget = threads.isEmpty() ? null : threads.get(index % threads.size());
        }
        return true;
    }

    /** The thread that was added first, even when it is out again; null when there was none. */
    Pthread main() {
        return main;
    }

    /** Whether a thread is in and has not run to its end. */
    boolean hasAlive(Pthread thread) {
        return threads.contains(thread) && thread.isAlive();
    }

    boolean isEmpty() {
        return threads.isEmpty();
    }

    List<Pthread> copy() {
        return List.copyOf(threads);
    }

    void forEach(Consumer<Pthread> action) {
        threads.forEach(action);
    }

    /** Whether some thread does not block a signal that is pending for it or for the process. */
    boolean hasDeliverable(long processPending) {
        for (Pthread thread : threads) {
            if (((thread.pending | processPending) & ~thread.mask) != 0) {
                return true;
            }
        }
        return false;
    }

    /** A waiter, else main if it is free to, else the next thread that is, from the last one on. */
    Pthread choose(long bit) {
        for (Pthread thread : threads) {
            if ((thread.waitingFor & bit) != 0) {
                return thread;
            }
        }
        if (main != null && wants(main, bit)) {
            return main;
        }
        int first = Math.max(0, threads.indexOf(lastTarget));
        for (int i = 0; i < threads.size(); i++) {
            Pthread thread = threads.get((first + i) % threads.size());
            if (wants(thread, bit)) {
                lastTarget = thread;
                return thread;
            }
        }
        return null;
    }

    private static boolean wants(Pthread thread, long bit) {
        return thread.isAlive() && (thread.mask & bit) == 0 && !thread.signalled;
    }

    @Override
    public String toString() {
        return threads.toString();
    }
}
