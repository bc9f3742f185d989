package signalkit.calls;

import static signalkit.calls.JdkClass.one;
import static signalkit.calls.JdkClass.waits;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Locks. */
final class LockCalls {
    static final int COUNT = 6;

    private LockCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> lock(false);
            case 1 -> lock(true);
            case 2 -> readWrite(false);
            case 3 -> readWrite(true);
            case 4 -> stamped();
            default -> stampedViews();
        };
    }

    private static JdkClass<?> lock(boolean isFair) {
        return JdkClass.of(
                isFair ? "fair ReentrantLock" : "ReentrantLock",
                () -> new ReentrantLock(isFair),
                l -> l.isLocked(),
                waits(
                        "lock",
                        (l, s) -> {
                            l.lock();
                            return "";
                        }),
                waits(
                        "lockInterruptibly",
                        (l, s) -> {
                            l.lockInterruptibly();
                            return "";
                        }),
                one("tryLock", (l, s) -> l.tryLock()),
                waits("tryLock0", (l, s) -> l.tryLock(0, TimeUnit.SECONDS)),
                waits(
                        "unlock",
                        (l, s) -> {
                            l.unlock();
                            return "";
                        }),
                one("isLocked", (l, s) -> l.isLocked()),
                one("isHeld", (l, s) -> l.isHeldByCurrentThread()),
                one("holds", (l, s) -> l.getHoldCount()),
                waits("hasQueued", (l, s) -> l.hasQueuedThreads()),
                waits("queueLength", (l, s) -> l.getQueueLength()),
                waits(
                        "section",
                        (l, s) -> {
                            l.lock();
                            try {
                                return l.getHoldCount();
                            } finally {
                                l.unlock();
                            }
                        }));
    }

    private static JdkClass<?> readWrite(boolean isFair) {
        return JdkClass.of(
                isFair ? "fair ReentrantReadWriteLock" : "ReentrantReadWriteLock",
                () -> new ReentrantReadWriteLock(isFair),
                l -> l.isWriteLocked() + "" + l.getReadLockCount(),
                waits(
                        "read",
                        (l, s) -> {
                            l.readLock().lock();
                            return "";
                        }),
                waits(
                        "write",
                        (l, s) -> {
                            l.writeLock().lock();
                            return "";
                        }),
                waits("tryRead", (l, s) -> l.readLock().tryLock()),
                waits("tryWrite", (l, s) -> l.writeLock().tryLock()),
                waits(
                        "unread",
                        (l, s) -> {
                            l.readLock().unlock();
                            return "";
                        }),
                waits(
                        "unwrite",
                        (l, s) -> {
                            l.writeLock().unlock();
                            return "";
                        }),
                waits("readers", (l, s) -> l.getReadLockCount()),
                waits("isWritten", (l, s) -> l.isWriteLocked()),
                waits("holds", (l, s) -> l.getReadHoldCount() + 10 * l.getWriteHoldCount()),
                waits("isMine", (l, s) -> l.isWriteLockedByCurrentThread()),
                waits("queue", (l, s) -> l.getQueueLength()),
                waits("condition", (l, s) -> l.readLock().newCondition()));
    }

    private static JdkClass<?> stamped() {
        return JdkClass.of(
                "StampedLock",
                StampedLock::new,
                l -> l.isWriteLocked() + "" + l.getReadLockCount(),
                waits(
                        "write",
                        (l, s) -> {
                            s.stamp = l.writeLock();
                            return "";
                        }),
                waits(
                        "read",
                        (l, s) -> {
                            s.stamp = l.readLock();
                            return "";
                        }),
                waits("tryWrite", (l, s) -> (s.stamp = l.tryWriteLock()) != 0),
                waits("tryRead", (l, s) -> (s.stamp = l.tryReadLock()) != 0),
                waits("optimistic", (l, s) -> (s.stamp = l.tryOptimisticRead()) != 0),
                waits("validate", (l, s) -> l.validate(s.stamp)),
                waits(
                        "unlock",
                        (l, s) -> {
                            l.unlock(s.stamp);
                            return "";
                        }),
                waits(
                        "unlockRead",
                        (l, s) -> {
                            l.unlockRead(s.stamp);
                            return "";
                        }),
                waits(
                        "unlockWrite",
                        (l, s) -> {
                            l.unlockWrite(s.stamp);
                            return "";
                        }),
                waits(
                        "toWrite",
                        (l, s) -> {
                            long n = l.tryConvertToWriteLock(s.stamp);
                            if (n != 0) s.stamp = n;
                            return n != 0;
                        }),
                waits(
                        "toRead",
                        (l, s) -> {
                            long n = l.tryConvertToReadLock(s.stamp);
                            if (n != 0) s.stamp = n;
                            return n != 0;
                        }),
                waits(
                        "toOptimistic",
                        (l, s) -> {
                            long n = l.tryConvertToOptimisticRead(s.stamp);
                            if (n != 0) s.stamp = n;
                            return n != 0;
                        }),
                waits("tryUnlockRead", (l, s) -> l.tryUnlockRead()),
                waits("tryUnlockWrite", (l, s) -> l.tryUnlockWrite()),
                waits("isWritten", (l, s) -> l.isWriteLocked()),
                waits("isRead", (l, s) -> l.isReadLocked()),
                waits("readers", (l, s) -> l.getReadLockCount()),
                waits(
                        "kinds",
                        (l, s) ->
                                StampedLock.isWriteLockStamp(s.stamp)
                                        + ""
                                        + StampedLock.isReadLockStamp(s.stamp)
                                        + StampedLock.isOptimisticReadStamp(s.stamp)));
    }

    private static JdkClass<?> stampedViews() {
        return JdkClass.of(
                "views of StampedLock",
                StampedLock::new,
                l -> l.isWriteLocked() + "" + l.getReadLockCount(),
                waits(
                        "write",
                        (l, s) -> {
                            l.asWriteLock().lock();
                            return "";
                        }),
                waits(
                        "read",
                        (l, s) -> {
                            l.asReadLock().lock();
                            return "";
                        }),
                waits("tryWrite", (l, s) -> l.asReadWriteLock().writeLock().tryLock()),
                waits("tryRead", (l, s) -> l.asReadWriteLock().readLock().tryLock()),
                waits(
                        "unwrite",
                        (l, s) -> {
                            l.asWriteLock().unlock();
                            return "";
                        }),
                waits(
                        "unread",
                        (l, s) -> {
                            l.asReadLock().unlock();
                            return "";
                        }),
                waits("tryWrite0", (l, s) -> l.tryWriteLock(0, TimeUnit.SECONDS) != 0),
                waits("tryRead0", (l, s) -> l.tryReadLock(0, TimeUnit.SECONDS) != 0),
                waits(
                        "interruptibly",
                        (l, s) -> {
                            l.writeLockInterruptibly();
                            return "";
                        }),
                waits("condition", (l, s) -> l.asWriteLock().newCondition()),
                waits("readers", (l, s) -> l.getReadLockCount()));
    }
}
