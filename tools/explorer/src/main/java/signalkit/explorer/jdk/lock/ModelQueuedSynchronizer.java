package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;
import signalkit.explorer.jdk.Wait;

/**
 * Stands for AbstractQueuedSynchronizer: who cannot acquire at once queues, and tries again when it
 * is the first and was woken.
 *
 * <p>The state is one volatile variable. The queue is one object, and each change of it one step.
 */
public abstract class ModelQueuedSynchronizer extends ModelOwnableSynchronizer {
    private static final long serialVersionUID = 1L;

    /** A thread that queues. */
    private static final class Node {
        private final ModelThread thread = Here.self();
        private final boolean shared;
        private boolean woken;

        Node(boolean shared) {
            this.shared = shared;
        }
    }

    /** What steps of the state touch. */
    private static final class State {
        private int value;
    }

    private final transient String name = Here.name(getClass().getSimpleName());
    private final transient List<Node> queue = new ArrayList<>();
    private final transient State state = new State();

    /** As in AbstractQueuedSynchronizer. */
    protected ModelQueuedSynchronizer() {}

    /** As in AbstractQueuedSynchronizer. */
    protected final int getState() {
        Here.step(state, Effect.READ, "reads the state of the " + name);
        return state.value;
    }

    /** As in AbstractQueuedSynchronizer. */
    protected final void setState(int value) {
        Here.step(state, Effect.WRITE, "sets the state of the " + name);
        state.value = value;
    }

    /** As in AbstractQueuedSynchronizer. */
    protected final boolean compareAndSetState(int expected, int value) {
        Here.step(state, Effect.WRITE, "compares and sets the state of the " + name);
        boolean equal = state.value == expected;
        if (equal) {
            state.value = value;
        }
        return equal;
    }

    /** As in AbstractQueuedSynchronizer. */
    protected boolean tryAcquire(int arg) {
        throw new UnsupportedOperationException();
    }

    /** As in AbstractQueuedSynchronizer. */
    protected boolean tryRelease(int arg) {
        throw new UnsupportedOperationException();
    }

    /** As in AbstractQueuedSynchronizer. */
    protected int tryAcquireShared(int arg) {
        throw new UnsupportedOperationException();
    }

    /** As in AbstractQueuedSynchronizer. */
    protected boolean tryReleaseShared(int arg) {
        throw new UnsupportedOperationException();
    }

    /** As in AbstractQueuedSynchronizer. */
    protected boolean isHeldExclusively() {
        throw new UnsupportedOperationException();
    }

    /** As in AbstractQueuedSynchronizer. */
    public final void acquire(int arg) {
        uninterruptibly(arg, false);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final void acquireShared(int arg) {
        uninterruptibly(arg, true);
    }

    private void uninterruptibly(int arg, boolean shared) {
        try {
            acquire(arg, shared, Here.NEVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As in AbstractQueuedSynchronizer. */
    public final void acquireInterruptibly(int arg) throws InterruptedException {
        acquire(arg, false, Here.NEVER, true);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final void acquireSharedInterruptibly(int arg) throws InterruptedException {
        acquire(arg, true, Here.NEVER, true);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean tryAcquireNanos(int arg, long nanos) throws InterruptedException {
        return acquire(arg, false, Here.deadline(nanos), true);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean tryAcquireSharedNanos(int arg, long nanos) throws InterruptedException {
        return acquire(arg, true, Here.deadline(nanos), true);
    }

    private boolean tries(int arg, boolean shared) {
        return shared ? tryAcquireShared(arg) >= 0 : tryAcquire(arg);
    }

    private boolean acquire(int arg, boolean shared, long deadline, boolean interruptible)
            throws InterruptedException {
        if (interruptible && ModelThread.interrupted()) {
            throw new InterruptedException();
        }
        if (tries(arg, shared)) {
            return true;
        }
        Node node = new Node(shared);
        Here.step(queue, Effect.WRITE, "queues for the " + name);
        queue.add(node);
        boolean acquired = false;
        try {
            while (true) {
                if (queue.get(0) == node && tries(arg, shared)) {
                    acquired = true;
                    return true;
                }
                if (!await(node, deadline, interruptible)) {
                    return false;
                }
                node.woken = false;
            }
        } finally {
            leave(node, acquired);
        }
    }

    private boolean await(Node node, long deadline, boolean interruptible)
            throws InterruptedException {
        String words = "goes on with the " + name;
        String wanted = "the " + name;
        if (interruptible) {
            return Here.awaitInterruptibly(
                    Here.interruptible(
                            queue,
                            words,
                            wanted,
                            () -> node.woken,
                            deadline,
                            this::getExclusiveOwnerThread));
        }
        return Here.await(
                new Wait(
                        queue,
                        Effect.WRITE,
                        words,
                        wanted,
                        () -> node.woken,
                        deadline,
                        null,
                        this::getExclusiveOwnerThread));
    }

    /** Leaves the queue; the next one has to look when this one gives up or shares. */
    private void leave(Node node, boolean acquired) {
        Here.step(queue, Effect.WRITE, "leaves the queue of the " + name);
        queue.remove(node);
        if (!queue.isEmpty() && (!acquired || node.shared && queue.get(0).shared)) {
            queue.get(0).woken = true;
        }
    }

    private void wakeFirst() {
        Here.step(queue, Effect.WRITE, "wakes the first in the queue of the " + name);
        if (!queue.isEmpty()) {
            queue.get(0).woken = true;
        }
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean release(int arg) {
        boolean released = tryRelease(arg);
        if (released) {
            wakeFirst();
        }
        return released;
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean releaseShared(int arg) {
        boolean released = tryReleaseShared(arg);
        if (released) {
            wakeFirst();
        }
        return released;
    }

    private void look() {
        Here.step(queue, Effect.READ, "looks at the queue of the " + name);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }

    /** As in AbstractQueuedSynchronizer. */
    public final int getQueueLength() {
        look();
        return queue.size();
    }

    /** As in AbstractQueuedSynchronizer. */
    public final ModelThread getFirstQueuedThread() {
        look();
        return queue.isEmpty() ? null : queue.get(0).thread;
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean isQueued(ModelThread thread) {
        look();
        return queue.stream().anyMatch(node -> node.thread == thread);
    }

    /** As in AbstractQueuedSynchronizer. */
    public final Collection<ModelThread> getQueuedThreads() {
        look();
        return queue.stream().map(node -> node.thread).toList();
    }

    /** As in AbstractQueuedSynchronizer. */
    public final boolean hasQueuedPredecessors() {
        look();
        return !queue.isEmpty() && queue.get(0).thread != Here.self();
    }

    /** As in AbstractQueuedSynchronizer; false before anybody has queued now. */
    public final boolean hasContended() {
        return hasQueuedThreads();
    }

    @Override
    public String toString() {
        return name + "[State = " + state.value + "]";
    }

    /** Stands for the conditions of AbstractQueuedSynchronizer. */
    public class ConditionObject implements Condition, Serializable {
        private static final long serialVersionUID = 1L;

        private final transient ModelCondition condition = new ModelCondition(new Held());

        /** As in AbstractQueuedSynchronizer. */
        public ConditionObject() {}

        @Override
        public void await() throws InterruptedException {
            condition.await();
        }

        @Override
        public void awaitUninterruptibly() {
            condition.awaitUninterruptibly();
        }

        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            return condition.awaitNanos(nanos);
        }

        @Override
        public boolean await(long time, TimeUnit unit) throws InterruptedException {
            return condition.await(time, unit);
        }

        @Override
        public boolean awaitUntil(Date moment) throws InterruptedException {
            return condition.awaitUntil(moment);
        }

        @Override
        public void signal() {
            condition.signal();
        }

        @Override
        public void signalAll() {
            condition.signalAll();
        }
    }

    /** The lock that a sub-class makes; to give it up and to take it back are its own steps. */
    private final class Held implements HeldLock {
        @Override
        public Object place() {
            return queue;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void requireHeld() {
            if (!isHeldExclusively()) {
                throw new IllegalMonitorStateException();
            }
        }

        @Override
        public int giveUp() {
            int had = getState();
            if (!release(had)) {
                throw new IllegalMonitorStateException();
            }
            return had;
        }

        @Override
        public boolean isFree() {
            return true;
        }

        @Override
        public void takeBack(int had) {
            acquire(had);
        }

        @Override
        public void awaitBack(int had) {
            acquire(had);
        }
    }
}
