package signalkit.posix.life;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;

/** What a thread keeps for its end: who joins it, whether it is cancelled, what is to clean up. */
public final class ThreadEnding {
    /** PTHREAD_DESTRUCTOR_ITERATIONS: a destructor may set a key again, so many times. */
    static final int ROUNDS = 4;

    private final Pthread thread;
    private final AtomicReference<Object> joiner = new AtomicReference<>();
    private volatile boolean joined;
    private volatile boolean cancelled;
    private volatile boolean exited;
    private volatile boolean endedByCancel;

    // Of the thread alone:
    boolean cancelIsDisabled;
    final Deque<Runnable> cleanups = new ArrayDeque<>();
    final Map<ThreadKey<?>, Object> values = new TreeMap<>();

    /**
     * The state of a new thread.
     *
     * @param thread not begun
     */
    public ThreadEnding(Pthread thread) {
        this.thread = thread;
    }

    /**
     * Makes a thread the one that joins this one, or checks that nobody does.
     *
     * @param self the calling thread
     * @throws PosixException EINVAL when another thread does already, or this one is detached
     */
    public void beginJoin(Pthread self) {
        if (!joiner.compareAndSet(null, self)) {
            throw PosixException.returned(
                    Errno.EINVAL,
                    isDetached()
                            ? thread + " is detached, so nobody can join it"
                            : joiner.get() + " waits for the end of " + thread + " already");
        }
    }

    /**
     * The other end of {@link #beginJoin}.
     *
     * @param hasEnded whether the thread is joined now
     */
    public void endJoin(boolean hasEnded) {
        joined = hasEnded;
        joiner.set(null);
    }

    /** Whether it was joined. */
    public boolean isJoined() {
        return joined;
    }

    /** A thread that is detached is joined by nobody: by itself. */
    void detach() {
        beginJoin(thread);
    }

    /** Whether it is detached. */
    public boolean isDetached() {
        return joiner.get() == thread;
    }

    /** Whether it has called exit or was cancelled, and not returned. */
    public boolean hasExited() {
        return exited;
    }

    boolean wasCancelled() {
        return endedByCancel;
    }

    /** The thread ends at its next cancellation point; it has to be woken. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether the next cancellation point ends the thread, the calling one. */
    public boolean isCancelDue() {
        return cancelled && !cancelIsDisabled;
    }

    /** Ends the thread, the calling one, when it was cancelled and does not disable that. */
    public void testCancel() {
        if (isCancelDue()) {
            endedByCancel = true;
            exit();
        }
    }

    void exit() {
        cancelIsDisabled = true;
        exited = true;
        throw new Unwinding.OfThread();
    }

    /**
     * Runs the thread's code to its end.
     *
     * @param body the code
     * @param endsProcess whether the process ends when the code returns, so that nothing else runs
     */
    public void run(Runnable body, boolean endsProcess) {
        try {
            thread.checkpoint();
            body.run();
        } catch (Unwinding.OfThread end) {
            while (!cleanups.isEmpty()) {
                unwound(cleanups.pop());
            }
        }
        if (exited || !endsProcess) {
            destroyValues();
        }
        unwound(() -> Points.point(Op.THREAD_END, null));
    }

    private void destroyValues() {
        cancelIsDisabled = true;
        for (int round = 0; round < ROUNDS && !values.isEmpty(); round++) {
            for (ThreadKey<?> key : List.copyOf(values.keySet())) {
                Points.point(Op.SIGNAL, "looks for the destructor of a key");
                unwound(() -> key.destroy(values.remove(key)));
            }
        }
    }

    /** A cleanup handler that calls exit ends itself, and the next one runs. */
    private static void unwound(Runnable code) {
        try {
            code.run();
        } catch (Unwinding.OfThread again) {
            // It is ending already.
        }
    }
}
