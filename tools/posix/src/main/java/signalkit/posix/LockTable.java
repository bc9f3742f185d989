package signalkit.posix;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who holds and who waits for the locks of one process.
 *
 * <p>Reading takes no lock of the program, so a table can be had of a process that hangs. A
 * snapshot is not one moment: rows are read one after the other. Thread-safe.
 */
public final class LockTable {
    /** A lock and its place in the order in which they were made. */
    final class Entry extends WeakReference<Object> {
        private final long number = numbers.getAndIncrement();

        Entry(Object lock) {
            super(lock, collected);
        }

        /** A destroyed lock has no row, whether or not something still refers to it. */
        void remove() {
            locks.remove(this);
        }
    }

    private final Set<Entry> locks = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    LockTable() {}

    /** Adds a lock; the entry is for its end. */
    Entry add(Object lock) {
        for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
            locks.remove(gone);
        }
        Entry entry = new Entry(lock);
        locks.add(entry);
        return entry;
    }

    /** The locks that are still in use, the oldest first. */
    private List<Object> inOrder() {
        return locks.stream()
                .sorted(Comparator.comparingLong((Entry entry) -> entry.number))
                .map(Entry::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The rows of now, in the order in which the locks were made.
     *
     * @return a copy
     */
    public List<LockInfo> snapshot() {
        List<LockInfo> rows = new ArrayList<>();
        for (Object lock : inOrder()) {
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
        for (Entry entry : locks) {
            if (entry.get() instanceof Mutex mutex
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
