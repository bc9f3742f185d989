package signalkit.posix.life;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * Runs an initialisation one time: {@code pthread_once_t}. Thread-safe.
 *
 * <p>A handler that calls it on top of the initialisation waits for the code below it: forever.
 */
public final class Once {
    private enum State {
        NEW,
        RUNNING,
        DONE
    }

    private final String name;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final Queue<Pthread> waiters = new ConcurrentLinkedQueue<>();

    /**
     * Nothing was run: {@code PTHREAD_ONCE_INIT}.
     *
     * @param name shown by thread dumps and by the explorer
     */
    public Once(String name) {
        Points.look();
        this.name = PosixException.needed(name, "the name of a once");
    }

    /**
     * Runs the code unless it was run, and returns when it has: {@code pthread_once}.
     *
     * <p>If the code is cancelled, exits or throws, it counts as not run.
     *
     * @param initialisation the code
     * @throws PosixException EINVAL when it is null
     */
    public void run(Runnable initialisation) {
        PosixException.needed(initialisation, "the code of " + name);
        Points.point(Op.INPUT, this);
        Pthread self = Pthread.self();
        waiters.add(self);
        try {
            while (!state.compareAndSet(State.NEW, State.RUNNING)) {
                if (state.get() == State.DONE) {
                    return;
                }
                self.parkToTheEnd(this, Scheduler.NEVER);
                self.checkpoint();
            }
        } finally {
            waiters.remove(self);
        }
        State after = State.NEW;
        try {
            initialisation.run();
            after = State.DONE;
        } finally {
            Points.point(Op.OUTPUT, this);
            state.set(after);
            waiters.forEach(Pthread::unpark);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
