package signalkit.posix.referee;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Op;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * Runs one thread at a time, until all wait: what a random program does between two of its steps.
 *
 * <p>The clock stands still. Whoever has the turn uses all fields.
 */
final class TurnScheduler implements Scheduler {
    private static final class Seat {
        private final Semaphore go = new Semaphore(0);
        private boolean permit;
        private boolean waits;
    }

    private final Map<Pthread, Seat> seats = new ConcurrentHashMap<>();
    private final Deque<Pthread> ready = new ArrayDeque<>();
    private final Semaphore settled = new Semaphore(0);
    private final Random order;

    /** With an order, the thread that is next is drawn from those that can go on. */
    TurnScheduler(Random order) {
        this.order = order;
    }

    @Override
    public void start(Pthread thread) {
        seats.put(thread, new Seat());
        ready.add(thread);
        thread.carrier().start();
    }

    @Override
    public void began(Pthread thread) {
        seats.get(thread).go.acquireUninterruptibly();
    }

    @Override
    public void ended(Pthread thread) {
        passOn();
    }

    @Override
    public void park(Pthread self, Object blocker, long deadline) {
        Seat seat = seats.get(self);
        if (!seat.permit && !isPast(deadline)) {
            seat.waits = true;
            passOn();
            seat.go.acquireUninterruptibly();
        }
        seat.permit = false;
    }

    @Override
    public void unpark(Pthread thread) {
        Seat seat = seats.get(thread);
        seat.permit = true;
        if (seat.waits) {
            seat.waits = false;
            ready.add(thread);
        }
    }

    private Pthread next() {
        if (order != null) {
            for (int i = order.nextInt(ready.size() + 1); i > 1; i--) {
                ready.add(ready.poll());
            }
        }
        return ready.poll();
    }

    private void passOn() {
        Pthread next = next();
        if (next == null) {
            settled.release();
        } else {
            seats.get(next).go.release();
        }
    }

    /** Called by whoever looks on from outside: lets all threads run until they wait. */
    void settle() throws InterruptedException {
        Pthread next = next();
        if (next != null) {
            seats.get(next).go.release();
            if (!settled.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "a thread of the emulation never waits: " + seats.keySet());
            }
        }
    }

    @Override
    public void point(Pthread self, Op op, Object target) {
        if (order != null && order.nextInt(4) == 0) {
            ready.add(self);
            passOn();
            seats.get(self).go.acquireUninterruptibly();
        }
        self.checkpoint();
    }

    @Override
    public boolean mayRun(Pthread thread) {
        return Pthread.selfOrNull() == thread || (order != null && order.nextBoolean());
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public boolean isControlled() {
        return true;
    }
}
