package signalkit.posix.inspect;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;

/**
 * Who holds and who waits for the locks of one process.
 *
 * <p>Reading takes no lock of the program, so it works for a process that hangs. The rows are read
 * one after the other, so they may describe different moments. Thread-safe.
 */
public final class LockTable {
    /** The row of one lock, which lasts until the lock is destroyed or collected. */
    public final class Entry extends WeakReference<Object> {
        // Its place in the order in which the locks were made:
        private final long number = numbers.getAndIncrement();

        private Entry(Object lock) {
            super(lock, collected);
        }

        /** Takes the row out, for a lock that is destroyed while something still refers to it. */
        public void remove() {
            locks.remove(this);
        }
    }

    private final Set<Entry> locks = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    /** An empty table. */
    public LockTable() {}

    /**
     * Adds a lock.
     *
     * @param lock a {@link Mutex} or a {@link Cond}; the table does not keep it alive
     * @return its row
     */
    public Entry add(Object lock) {
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

    /**
     * Whether a thread holds a mutex of some name.
     *
     * @param name the mutex's
     * @param owner the Java thread
     * @return true while the thread owns at least one of this name
     */
    public boolean isHeld(String name, Thread owner) {
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
