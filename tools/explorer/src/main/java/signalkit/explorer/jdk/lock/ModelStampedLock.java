package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.InterruptStatus;
import signalkit.explorer.jdk.Wait;

/**
 * Stands for {@link java.util.concurrent.locks.StampedLock}.
 *
 * <p>A reader may have to wait for writers that wait for earlier readers, and may overtake them:
 * the documentation promises neither.
 *
 * <p>A stamp is a version, which each write lock and unlock changes, and what it was given for.
 */
public class ModelStampedLock implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int WRITE = 1;
    private static final int READ = 2;
    private static final int OPTIMISTIC = 3;
    private static final int KINDS = 4;

    private final transient String name = Here.name("StampedLock");
    private transient long version = 64;
    private transient boolean written;
    private transient int readers;
    private transient int queued;

    /** As in StampedLock. */
    public ModelStampedLock() {}

    private long stamp(int kind) {
        return version * KINDS + kind;
    }

    private static int kind(long stamp) {
        return (int) (stamp % KINDS);
    }

    private boolean isCurrent(long stamp) {
        return stamp / KINDS == version;
    }

    private boolean canWrite() {
        return !written && readers == 0;
    }

    private boolean canRead() {
        return !written;
    }

    private long take(boolean writes) {
        if (writes) {
            written = true;
            version++;
            return stamp(WRITE);
        }
        readers++;
        return stamp(READ);
    }

    private long lock(boolean writes) {
        try {
            return lock(writes, Here.NEVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long lock(boolean writes, long deadline) throws InterruptedException {
        return lock(writes, deadline, true);
    }

    private long lock(boolean writes, long deadline, boolean interruptible)
            throws InterruptedException {
        if (!writes) {
            return await("read-locks the ", deadline, interruptible, false) ? take(false) : 0;
        }
        Here.step(this, Effect.ACQUIRE, "asks to write with the " + name);
        if (canWrite()) {
            return take(true);
        }
        queued++;
        try {
            return await("write-locks the ", deadline, interruptible, true) ? take(true) : 0;
        } finally {
            queued--;
        }
    }

    /** False when the deadline came first. */
    private boolean await(String what, long deadline, boolean interruptible, boolean writes)
            throws InterruptedException {
        InterruptStatus status = interruptible ? Here.self().interruptStatus() : null;
        BooleanSupplier ready = () -> writes ? canWrite() : canRead() && queued == 0;
        Wait wait =
                new Wait(
                        this,
                        Effect.ACQUIRE,
                        what + name,
                        "the " + name,
                        () -> status != null && status.isMarked() || ready.getAsBoolean(),
                        deadline,
                        status,
                        null);
        while (true) {
            boolean inTime = Here.await(writes ? wait : wait.spurious());
            if (interruptible) {
                Here.throwIfInterrupted();
            }
            // A reader that goes on for no reason has overtaken a writer.
            if (!inTime || (writes ? canWrite() : canRead())) {
                return inTime;
            }
        }
    }

    private long tryLock(boolean writes) {
        Here.step(this, Effect.ACQUIRE, "tries the " + name);
        return (writes ? canWrite() : canRead()) ? take(writes) : 0;
    }

    /** As in StampedLock. */
    public long writeLock() {
        return lock(true);
    }

    /** As in StampedLock. */
    public long readLock() {
        return lock(false);
    }

    /** As in StampedLock. */
    public long writeLockInterruptibly() throws InterruptedException {
        return lock(true, Here.NEVER);
    }

    /** As in StampedLock. */
    public long readLockInterruptibly() throws InterruptedException {
        return lock(false, Here.NEVER);
    }

    /** As in StampedLock. */
    public long tryWriteLock() {
        return tryLock(true);
    }

    /** As in StampedLock. */
    public long tryReadLock() {
        return tryLock(false);
    }

    /** As in StampedLock, on the run's clock. */
    public long tryWriteLock(long time, TimeUnit unit) throws InterruptedException {
        return lock(true, Here.deadline(unit.toNanos(time)));
    }

    /** As in StampedLock, on the run's clock. */
    public long tryReadLock(long time, TimeUnit unit) throws InterruptedException {
        return lock(false, Here.deadline(unit.toNanos(time)));
    }

    /** As in StampedLock. */
    public long tryOptimisticRead() {
        Here.step(this, Effect.READ, "begins to read with the " + name);
        return written ? 0 : stamp(OPTIMISTIC);
    }

    /** As in StampedLock. */
    public boolean validate(long stamp) {
        Here.step(this, Effect.READ, "validates with the " + name);
        return stamp != 0 && isCurrent(stamp);
    }

    /** As in StampedLock. */
    public void unlockWrite(long stamp) {
        release(stamp, WRITE);
    }

    /** As in StampedLock. */
    public void unlockRead(long stamp) {
        release(stamp, READ);
    }

    /** As in StampedLock. */
    public void unlock(long stamp) {
        release(stamp, kind(stamp));
    }

    private void release(long stamp, int kind) {
        Here.step(this, Effect.RELEASE, "unlocks the " + name);
        boolean held = kind == WRITE ? written : kind == READ && readers > 0;
        if (kind(stamp) != kind || !isCurrent(stamp) || !held) {
            throw new IllegalMonitorStateException();
        }
        free(kind);
    }

    private void free(int kind) {
        if (kind == WRITE) {
            written = false;
            version++;
        } else {
            readers--;
        }
    }

    /** As in StampedLock. */
    public boolean tryUnlockWrite() {
        Here.step(this, Effect.RELEASE, "unlocks the " + name);
        boolean was = written;
        if (was) {
            free(WRITE);
        }
        return was;
    }

    /** As in StampedLock. */
    public boolean tryUnlockRead() {
        Here.step(this, Effect.RELEASE, "unlocks the " + name);
        boolean was = readers > 0;
        if (was) {
            free(READ);
        }
        return was;
    }

    /** As in StampedLock. */
    public long tryConvertToWriteLock(long stamp) {
        Here.step(this, Effect.WRITE, "converts to a write lock of the " + name);
        if (stamp == 0 || !isCurrent(stamp)) {
            return 0;
        }
        return switch (kind(stamp)) {
            case WRITE -> stamp;
            case READ -> {
                if (readers != 1) {
                    yield 0;
                }
                readers = 0;
                yield take(true);
            }
            default -> canWrite() ? take(true) : 0;
        };
    }

    /** As in StampedLock. */
    public long tryConvertToReadLock(long stamp) {
        Here.step(this, Effect.WRITE, "converts to a read lock of the " + name);
        if (stamp == 0 || !isCurrent(stamp)) {
            return 0;
        }
        return switch (kind(stamp)) {
            case WRITE -> {
                free(WRITE);
                yield take(false);
            }
            case READ -> stamp;
            default -> canRead() ? take(false) : 0;
        };
    }

    /** As in StampedLock. */
    public long tryConvertToOptimisticRead(long stamp) {
        Here.step(this, Effect.WRITE, "converts to reading with the " + name);
        if (stamp == 0 || !isCurrent(stamp)) {
            return 0;
        }
        if (kind(stamp) != OPTIMISTIC) {
            free(kind(stamp));
        }
        return stamp(OPTIMISTIC);
    }

    /** As in StampedLock. */
    public boolean isWriteLocked() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return written;
    }

    /** As in StampedLock. */
    public boolean isReadLocked() {
        return getReadLockCount() > 0;
    }

    /** As in StampedLock. */
    public int getReadLockCount() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return readers;
    }

    /** As in StampedLock. */
    public static boolean isWriteLockStamp(long stamp) {
        return kind(stamp) == WRITE;
    }

    /** As in StampedLock. */
    public static boolean isReadLockStamp(long stamp) {
        return kind(stamp) == READ;
    }

    /** As in StampedLock. */
    public static boolean isLockStamp(long stamp) {
        return kind(stamp) == WRITE || kind(stamp) == READ;
    }

    /** As in StampedLock. */
    public static boolean isOptimisticReadStamp(long stamp) {
        return kind(stamp) == OPTIMISTIC;
    }

    /** As in StampedLock. */
    public Lock asReadLock() {
        return new View(false);
    }

    /** As in StampedLock. */
    public Lock asWriteLock() {
        return new View(true);
    }

    /** As in StampedLock. */
    public ReadWriteLock asReadWriteLock() {
        return new ReadWriteLock() {
            @Override
            public Lock readLock() {
                return asReadLock();
            }

            @Override
            public Lock writeLock() {
                return asWriteLock();
            }
        };
    }

    private final class View implements Lock {
        private final boolean writes;

        View(boolean writes) {
            this.writes = writes;
        }

        @Override
        public void lock() {
            ModelStampedLock.this.lock(writes);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            ModelStampedLock.this.lock(writes, Here.NEVER);
        }

        @Override
        public boolean tryLock() {
            return ModelStampedLock.this.tryLock(writes) != 0;
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return ModelStampedLock.this.lock(writes, Here.deadline(unit.toNanos(time))) != 0;
        }

        @Override
        public void unlock() {
            if (!(writes ? tryUnlockWrite() : tryUnlockRead())) {
                throw new IllegalMonitorStateException();
            }
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }
}
