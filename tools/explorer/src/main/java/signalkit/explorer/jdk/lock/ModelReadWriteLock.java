package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;
import signalkit.explorer.jdk.Wait;

/**
 * Stands for {@link java.util.concurrent.locks.ReentrantReadWriteLock}.
 *
 * <p>A writer that cannot go on queues, for readers that come later let it go first; in a fair lock
 * readers queue, too. To queue is a step.
 */
public class ModelReadWriteLock implements ReadWriteLock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient String name = Here.name("ReentrantReadWriteLock");
    private final transient List<ModelThread> queue = new ArrayList<>();
    private final transient Map<ModelThread, Integer> readers = new LinkedHashMap<>();
    private final boolean fair;
    private final ReadLock readLock;
    private final WriteLock writeLock;
    private transient ModelThread writer;
    private transient int writeHolds;

    /** As in ReentrantReadWriteLock. */
    public ModelReadWriteLock() {
        this(false);
    }

    /** As in ReentrantReadWriteLock. */
    @SuppressWarnings("this-escape") // its locks only keep it
    public ModelReadWriteLock(boolean fair) {
        this.fair = fair;
        this.readLock = new ReadLock(this);
        this.writeLock = new WriteLock(this);
    }

    @Override
    public ReadLock readLock() {
        return readLock;
    }

    @Override
    public WriteLock writeLock() {
        return writeLock;
    }

    /** As in ReentrantReadWriteLock. */
    public final boolean isFair() {
        return fair;
    }

    /** As in ReentrantReadWriteLock. */
    public boolean isWriteLocked() {
        look();
        return writer != null;
    }

    /** As in ReentrantReadWriteLock. */
    public boolean isWriteLockedByCurrentThread() {
        return isWriter();
    }

    /** As in ReentrantReadWriteLock. */
    public int getReadLockCount() {
        look();
        return readers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** As in ReentrantReadWriteLock. */
    public int getReadHoldCount() {
        return readers.getOrDefault(Here.self(), 0);
    }

    /** As in ReentrantReadWriteLock. */
    public int getWriteHoldCount() {
        return isWriter() ? writeHolds : 0;
    }

    /** As in ReentrantReadWriteLock. */
    public final boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }

    /** As in ReentrantReadWriteLock. */
    public final int getQueueLength() {
        return Here.waiting(this);
    }

    @Override
    public String toString() {
        return name + "[Write locks = " + writeHolds + ", Read locks = " + readers.size() + "]";
    }

    private void look() {
        Here.step(this, Effect.READ, "looks at the " + name);
    }

    private boolean isWriter() {
        return writer != null && writer == Here.self();
    }

    private boolean canWrite() {
        return writer == null && readers.isEmpty();
    }

    private boolean canRead() {
        return writer == null && queue.isEmpty();
    }

    /** Some thread that has to give something back first. */
    private ModelThread owner() {
        if (writer != null) {
            return writer;
        }
        return readers.keySet().stream().findFirst().orElse(null);
    }

    /** Waits in the queue, or not in it; false when the deadline came first. */
    private boolean await(
            String what, ModelThread self, boolean writes, long deadline, boolean interruptible)
            throws InterruptedException {
        BooleanSupplier ready =
                () -> {
                    boolean isNext = queue.contains(self) ? queue.get(0) == self : queue.isEmpty();
                    return isNext && (writes ? canWrite() : writer == null);
                };
        String words = what + " the " + name;
        Supplier<ModelThread> owner = () -> readers.containsKey(self) ? self : owner();
        try {
            if (interruptible) {
                return Here.awaitInterruptibly(
                        Here.interruptible(this, words, "the " + name, ready, deadline, owner));
            }
            return Here.await(
                    new Wait(
                            this,
                            Effect.ACQUIRE,
                            words,
                            "the " + name,
                            ready,
                            deadline,
                            null,
                            owner));
        } finally {
            queue.remove(self);
        }
    }

    private boolean write(long deadline, boolean interruptible) throws InterruptedException {
        ModelThread self = Here.self();
        if (!isWriter()) {
            Here.step(this, Effect.ACQUIRE, "asks to write with the " + name);
            if (!canWrite() || fair && !queue.isEmpty()) {
                queue.add(self);
                if (!await("write-locks", self, true, deadline, interruptible)) {
                    return false;
                }
            }
        }
        takeWrite(self);
        return true;
    }

    private void takeWrite(ModelThread self) {
        writer = self;
        writeHolds++;
        if (writeHolds == 1) {
            Here.taken(writeLock, name);
        }
    }

    private boolean read(long deadline, boolean interruptible) throws InterruptedException {
        ModelThread self = Here.self();
        if (isWriter() || readers.containsKey(self)) {
            stepAgain();
        } else {
            boolean waits = true;
            if (fair) {
                Here.step(this, Effect.ACQUIRE, "asks to read with the " + name);
                waits = !canRead();
                if (waits) {
                    queue.add(self);
                }
            }
            if (waits && !await("read-locks", self, false, deadline, interruptible)) {
                return false;
            }
        }
        readers.merge(self, 1, Integer::sum);
        return true;
    }

    /** Who counts the read locks sees it. */
    private void stepAgain() {
        Here.step(this, Effect.ACQUIRE, "read-locks the " + name + " again");
    }

    private boolean tryLock(boolean writes) {
        ModelThread self = Here.self();
        if (isWriter()) {
            if (!writes) {
                stepAgain();
            }
        } else {
            Here.step(this, Effect.ACQUIRE, "tries the " + name);
            if (writes ? !canWrite() : writer != null) {
                return false;
            }
        }
        if (writes) {
            takeWrite(self);
        } else {
            readers.merge(self, 1, Integer::sum);
        }
        return true;
    }

    private static void uninterruptibly(Interruptible lock) {
        try {
            lock.lock();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Interruptible {
        void lock() throws InterruptedException;
    }

    /** Stands for the read lock. */
    public static class ReadLock implements Lock, Serializable {
        private static final long serialVersionUID = 1L;

        private final ModelReadWriteLock both;

        /** As in ReentrantReadWriteLock. */
        protected ReadLock(ModelReadWriteLock both) {
            this.both = both;
        }

        @Override
        public void lock() {
            uninterruptibly(() -> both.read(Here.NEVER, false));
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            both.read(Here.NEVER, true);
        }

        @Override
        public boolean tryLock() {
            return both.tryLock(false);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return both.read(Here.deadline(unit.toNanos(time)), true);
        }

        @Override
        public void unlock() {
            ModelThread self = Here.self();
            if (!both.readers.containsKey(self)) {
                throw new IllegalMonitorStateException(
                        "attempt to unlock read lock, not locked by current thread");
            }
            Here.step(both, Effect.RELEASE, "unlocks the " + both.name);
            both.readers.computeIfPresent(self, (key, count) -> count == 1 ? null : count - 1);
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }

    /** Stands for the write lock. */
    public static class WriteLock implements Lock, Serializable {
        private static final long serialVersionUID = 1L;

        private final ModelReadWriteLock both;
        private final transient Held held = new Held();

        /** As in ReentrantReadWriteLock. */
        protected WriteLock(ModelReadWriteLock both) {
            this.both = both;
        }

        @Override
        public void lock() {
            uninterruptibly(() -> both.write(Here.NEVER, false));
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            both.write(Here.NEVER, true);
        }

        @Override
        public boolean tryLock() {
            return both.tryLock(true);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return both.write(Here.deadline(unit.toNanos(time)), true);
        }

        @Override
        public void unlock() {
            held.requireHeld();
            if (both.writeHolds == 1) {
                Here.step(both, Effect.RELEASE, "unlocks the " + both.name);
                both.writer = null;
            }
            both.writeHolds--;
        }

        @Override
        public Condition newCondition() {
            return new ModelCondition(held);
        }

        /** As in ReentrantReadWriteLock. */
        public boolean isHeldByCurrentThread() {
            return both.isWriter();
        }

        /** As in ReentrantReadWriteLock. */
        public int getHoldCount() {
            return both.getWriteHoldCount();
        }

        private final class Held implements HeldLock {
            @Override
            public Object place() {
                return both;
            }

            @Override
            public String name() {
                return both.name;
            }

            @Override
            public void requireHeld() {
                if (!both.isWriter()) {
                    throw new IllegalMonitorStateException();
                }
            }

            @Override
            public int giveUp() {
                int had = both.writeHolds;
                both.writer = null;
                both.writeHolds = 0;
                return had;
            }

            @Override
            public boolean isFree() {
                return both.canWrite();
            }

            @Override
            public void takeBack(int had) {
                both.writer = Here.self();
                both.writeHolds = had;
            }

            @Override
            public void awaitBack(int had) {
                lock();
                both.writeHolds = had;
            }
        }
    }
}
