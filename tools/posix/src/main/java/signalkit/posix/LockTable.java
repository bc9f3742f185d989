package signalkit.posix;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who holds and who waits for the locks of one process.
 *
 * <p>Reading takes no lock of the program, so a table can be had of a process that hangs. A
 * snapshot is not one moment: rows are read one after the other. Thread-safe.
 */
public final class LockTable {
    private final Collection<WeakReference<Object>> locks = new CopyOnWriteArrayList<>();

    LockTable() {}

    void add(Object lock) {
        locks.removeIf(reference -> reference.get() == null);
        locks.add(new WeakReference<>(lock));
    }

    /**
     * The rows of now, in the order in which the locks were made.
     *
     * @return a copy
     */
    public List<LockInfo> snapshot() {
        List<LockInfo> rows = new ArrayList<>();
        for (WeakReference<Object> reference : locks) {
            Object lock = reference.get();
            if (lock instanceof Mutex mutex) {
                rows.add(row(mutex));
            } else if (lock instanceof Cond cond) {
                rows.add(new LockInfo(cond.name(), "COND", null, false, names(cond.waiters())));
            }
        }
        return rows;
    }

    /** Whether a thread holds a mutex of this name. */
    boolean isHeld(String name, Thread owner) {
        for (WeakReference<Object> reference : locks) {
            if (reference.get() instanceof Mutex mutex
                    && mutex.owner() == owner
                    && mutex.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static LockInfo row(Mutex mutex) {
        Thread owner = mutex.owner();
        return new LockInfo(
                mutex.name(),
                mutex.kind().name(),
                owner == null ? null : owner.getName(),
                owner != null && !owner.isAlive(),
                names(mutex.waiters()));
    }

    private static List<String> names(List<Pthread> threads) {
        return threads.stream().map(Pthread::name).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        snapshot().forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }
}
