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
    private final PosixProcess process;
    private final List<Pthread> threads = new ArrayList<>();
    private Pthread main;
    private Pthread lastTarget;

    ThreadTable(PosixProcess process) {
        this.process = process;
    }

    void add(Pthread thread) {
        if (main == null) {
            main = thread;
            lastTarget = thread;
        }
        threads.add(thread);
    }

    /** Takes out a thread that is in. */
    void remove(Pthread thread) {
        int index = threads.indexOf(thread);
        threads.remove(index);
        if (thread == lastTarget) {
            lastTarget = threads.isEmpty() ? null : threads.get(index % threads.size());
        }
    }

    boolean contains(Pthread thread) {
        return threads.contains(thread);
    }

    /** The other threads, in the order in which they follow on this one. */
    List<Pthread> after(Pthread thread) {
        int index = threads.indexOf(thread);
        List<Pthread> others = new ArrayList<>(threads.subList(index + 1, threads.size()));
        others.addAll(threads.subList(0, index));
        return others;
    }

    /** The thread that was added first, even when it is out again; null when there was none. */
    Pthread main() {
        return main;
    }

    /** Whether the process ends with a thread: main, when it returns, else the program's last. */
    boolean endsWith(Pthread thread) {
        if (main.life().hasExited()) {
            return threads.stream().allMatch(each -> each == thread || process.isService(each));
        }
        return thread == main && !main.isAdopted();
    }

    /** Whether a thread is in and has not run to its end. */
    boolean hasAlive(Pthread thread) {
        return threads.contains(thread) && thread.hasNotEnded();
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
            if (((thread.pending.bits() | processPending) & ~thread.mask) != 0) {
                return true;
            }
        }
        return false;
    }

    /** One thread if it is free to, else the next that is, from the last one on. */
    Pthread choose(long bit, Pthread first) {
        if (first != null && wants(first, bit)) {
            return first;
        }
        int last = Math.max(0, threads.indexOf(lastTarget));
        for (int i = 0; i < threads.size(); i++) {
            Pthread thread = threads.get((last + i) % threads.size());
            if (wants(thread, bit)) {
                lastTarget = thread;
                return thread;
            }
        }
        return null;
    }

    private static boolean wants(Pthread thread, long bit) {
        return thread.hasNotEnded() && (thread.mask & bit) == 0 && !thread.signalled;
    }

    /** Tells of each wait for a signal that a thread, the waiter or another, leaves unblocked. */
    void findUnblockedWaits() {
        for (Pthread waiter : threads) {
            if (waiter.awaited != 0) {
                for (Pthread thread : threads) {
                    long open = waiter.awaited & ~(thread.mask | thread.maskBeforeWait);
                    if (open != 0) {
                        process.noteUnblockedWait(waiter, thread, SignalSet.ofBits(open));
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return threads.toString();
    }
}
