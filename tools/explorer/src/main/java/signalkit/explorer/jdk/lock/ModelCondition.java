package signalkit.explorer.jdk.lock;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.InterruptStatus;
import signalkit.explorer.jdk.ModelSystem;
import signalkit.explorer.jdk.Wait;

/** A condition of a model of a lock: signals wake in the order of waiting, as AQS does. */
class ModelCondition implements Condition {
    private static final class Waiter {
        private boolean signalled;
    }

    private final HeldLock lock;
    private final List<Waiter> waiters = new ArrayList<>();

    ModelCondition(HeldLock lock) {
        this.lock = lock;
    }

    @Override
    public void await() throws InterruptedException {
        await(Here.NEVER, true);
    }

    @Override
    public void awaitUninterruptibly() {
        try {
            await(Here.NEVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long deadline = Here.deadline(nanos);
        boolean signalled = await(deadline, true);
        boolean isLeft = signalled && nanos > 0;
        return isLeft ? Math.max(1, deadline - ModelSystem.clockNanos()) : Math.min(nanos, 0);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return await(Here.deadline(unit.toNanos(time)), true);
    }

    @Override
    public boolean awaitUntil(Date moment) throws InterruptedException {
        return await(ModelSystem.nanosOf(moment.getTime()), true);
    }

    /** False when the deadline came first. */
    private boolean await(long deadline, boolean interruptible) throws InterruptedException {
        lock.requireHeld();
        InterruptStatus status = Here.self().interruptStatus();
        Here.await(
                new Wait(
                        lock.place(),
                        Effect.RELEASE,
                        "waits on a condition of the " + lock.name(),
                        "nothing",
                        () -> true,
                        Here.NEVER,
                        interruptible ? status : null,
                        null));
        if (interruptible) {
            Here.throwIfInterrupted();
        }
        Waiter self = new Waiter();
        waiters.add(self);
        int holds = lock.giveUp();
        Wait wait =
                new Wait(
                        lock.place(),
                        Effect.ACQUIRE,
                        "goes on with the " + lock.name(),
                        "a signal on a condition of the " + lock.name(),
                        () -> self.signalled ? lock.isFree() : interruptible && status.isMarked(),
                        deadline,
                        interruptible ? status : null,
                        null);
        boolean isOver = deadline <= Here.deadline(0);
        boolean inTime = Here.await(isOver ? wait : wait.spurious());
        if (self.signalled && lock.isFree()) {
            lock.takeBack(holds);
            return true;
        }
        waiters.remove(self);
        boolean interrupted = !self.signalled && interruptible && status.isMarked();
        lock.awaitBack(holds);
        if (interrupted) {
            Here.throwIfInterrupted();
        }
        return self.signalled || inTime;
    }

    @Override
    public void signal() {
        wake(false);
    }

    @Override
    public void signalAll() {
        wake(true);
    }

    private void wake(boolean all) {
        lock.requireHeld();
        if (waiters.isEmpty()) {
            return;
        }
        Here.step(lock.place(), Effect.RELEASE, "signals a condition of the " + lock.name());
        int count = all ? waiters.size() : Math.min(1, waiters.size());
        for (int i = 0; i < count; i++) {
            waiters.remove(0).signalled = true;
        }
    }

    int waiters() {
        lock.requireHeld();
        return waiters.size();
    }
}
