package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;
import signalkit.explorer.jdk.Wait;

/**
 * Stands for {@link java.util.concurrent.locks.ReentrantLock}.
 *
 * <p>Taking it is one step, possible while it is free. Whoever waits for a lock that is not fair
 * has done nothing that others see, so any of them may be next. A fair lock has a queue, and to
 * join it is a step.
 */
public class ModelReentrantLock implements Lock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient String name = Here.name("ReentrantLock");
    private final transient Held held = new Held();
    private final transient List<ModelThread> queue = new ArrayList<>();
    private final boolean fair;
    private transient ModelThread owner;
    private transient int holds;

    /** As in ReentrantLock. */
    public ModelReentrantLock() {
        this(false);
    }

    /** As in ReentrantLock. */
    public ModelReentrantLock(boolean fair) {
        this.fair = fair;
    }

    @Override
    public void lock() {
        ModelThread self = Here.self();
        if (!isMine() && !join(self)) {
            Here.await(
                    new Wait(
                            this,
                            Effect.ACQUIRE,
                            "locks the " + name,
                            "the " + name,
                            () -> isNext(self),
                            Here.NEVER,
                            null,
                            () -> owner));
        }
        take(self);
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        lock(Here.NEVER);
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return lock(Here.deadline(unit.toNanos(time)));
    }

    private boolean lock(long deadline) throws InterruptedException {
        ModelThread self = Here.self();
        if (isMine()) {
            if (ModelThread.interrupted()) {
                throw new InterruptedException();
            }
        } else if (!join(self)) {
            boolean inTime;
            try {
                inTime =
                        Here.awaitInterruptibly(
                                Here.interruptible(
                                        this,
                                        "locks the " + name,
                                        "the " + name,
                                        () -> isNext(self),
                                        deadline,
                                        () -> owner));
            } catch (InterruptedException e) {
                queue.remove(self);
                throw e;
            }
            if (!inTime) {
                queue.remove(self);
                return false;
            }
        }
        take(self);
        return true;
    }

    /** Joins the queue of a fair lock; true when the lock was free and needs no waiting. */
    private boolean join(ModelThread self) {
        if (!fair) {
            return false;
        }
        Here.step(this, Effect.ACQUIRE, "asks for the " + name);
        if (owner == null && queue.isEmpty()) {
            return true;
        }
        queue.add(self);
        return false;
    }

    private boolean isNext(ModelThread self) {
        return owner == null && (!fair || queue.get(0) == self);
    }

    private boolean isMine() {
        return owner != null && owner == Here.self();
    }

    private void take(ModelThread self) {
        queue.remove(self);
        owner = self;
        holds++;
        if (holds == 1) {
            Here.taken(this, name);
        }
    }

    @Override
    public boolean tryLock() {
        if (!isMine()) {
            Here.step(this, Effect.ACQUIRE, "tries the " + name);
            if (owner != null) {
                return false;
            }
        }
        take(Here.self());
        return true;
    }

    @Override
    public void unlock() {
        held.requireHeld();
        if (holds == 1) {
            Here.step(this, Effect.RELEASE, "unlocks the " + name);
            owner = null;
        }
        holds--;
    }

    @Override
    public Condition newCondition() {
        return new ModelCondition(held);
    }

    /** As in ReentrantLock. */
    public int getHoldCount() {
        return isMine() ? holds : 0;
    }

    /** As in ReentrantLock. */
    public boolean isHeldByCurrentThread() {
        return isMine();
    }

    /** As in ReentrantLock. */
    public boolean isLocked() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return owner != null;
    }

    /** As in ReentrantLock. */
    public final boolean isFair() {
        return fair;
    }

    /** As in ReentrantLock. */
    protected ModelThread getOwner() {
        Here.step(this, Effect.READ, "looks at the " + name);
        return owner;
    }

    /** As in ReentrantLock. */
    public final boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }

    /** As in ReentrantLock. */
    public final int getQueueLength() {
        return Here.waiting(this);
    }

    /** As in ReentrantLock. */
    public boolean hasWaiters(Condition condition) {
        return getWaitQueueLength(condition) > 0;
    }

    /** As in ReentrantLock. */
    public int getWaitQueueLength(Condition condition) {
        return ((ModelCondition) condition).waiters();
    }

    @Override
    public String toString() {
        return name + (owner == null ? "[Unlocked]" : "[Locked by thread " + owner.label() + "]");
    }

    private final class Held implements HeldLock {
        @Override
        public Object place() {
            return ModelReentrantLock.this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void requireHeld() {
            if (!isMine()) {
                throw new IllegalMonitorStateException();
            }
        }

        @Override
        public int giveUp() {
            int had = holds;
            owner = null;
            holds = 0;
            return had;
        }

        @Override
        public boolean isFree() {
            return owner == null;
        }

        @Override
        public void takeBack(int had) {
            owner = Here.self();
            holds = had;
        }

        @Override
        public void awaitBack(int had) {
            lock();
            holds = had;
        }
    }
}
