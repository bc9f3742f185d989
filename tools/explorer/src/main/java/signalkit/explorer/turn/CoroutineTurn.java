package signalkit.explorer.turn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.model.Task;
import signalkit.explorer.turn.ThreadPool.PooledThread;

/** The threads of a run are coroutines of the driver, so a hand-over is a call. */
final class CoroutineTurn implements Turn {
    private final Thread driver = Thread.currentThread();
    private final AtomicInteger points;

    // Only the driver's Java thread uses these:
    private final Deque<Task> ready = new ArrayDeque<>();
    private int live;

    /**
     * The turn of a run that has not begun.
     *
     * @param points grows with each point of a thread; somebody else looks whether it does
     */
    CoroutineTurn(AtomicInteger points) {
        this.points = points;
    }

    @Override
    public void add(Task task) {
        live++;
        if (live == 1) {
            pass(task);
        }
    }

    @Override
    public void remove(Task task) {
        live--;
        task.gone = true;
    }

    @Override
    public void pass(Task task) {
        task.go = true;
        ready.add(task);
    }

    @Override
    public void notePoint() {
        points.lazySet(points.getPlain() + 1);
    }

    @Override
    public boolean await(Task self) {
        // A coroutine cannot give up a monitor that others enter meanwhile.
        if (!self.go && (self.waitsOn != null || !Coroutine.suspend())) {
            return false;
        }
        if (!self.go) {
            throw new IllegalStateException(self + " goes on without the turn");
        }
        self.go = false;
        return true;
    }

    @Override
    public boolean awaitEnd() {
        while (live > 0) {
            // A run that ends gives the turn to all, those that have ended included.
            Task task = ready.remove();
            if (!task.gone) {
                PooledThread carrier = (PooledThread) task.thread.carrier();
                if (!task.begun) {
                    task.begun = true;
                    carrier.begin(task.thread);
                }
                carrier.resume(driver);
            }
        }
        return true;
    }
}
