package signalkit.posix.life;

import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.inspect.Refused;

/**
 * The end of threads: {@code pthread_exit}, {@code pthread_detach}, {@code pthread_cancel} and
 * cleanup handlers.
 *
 * <p>A thread that was cancelled ends at its next cancellation point: a wait, other than the one
 * for a mutex. It unwinds its stack, so {@code finally} blocks run. Then its cleanup handlers run,
 * the latest first, and then the destructors of its {@link ThreadKey}s. None of these calls is
 * async-signal-safe. Every call is an interruption point.
 */
public final class ThreadLife {
    /** Whether {@link #cancel} has an effect on a thread now. */
    public enum CancelState {
        /** PTHREAD_CANCEL_ENABLE, as every thread begins. */
        ENABLE,
        /** PTHREAD_CANCEL_DISABLE: it has one later, when it is enabled. */
        DISABLE
    }

    /** Where a thread that was cancelled ends. */
    public enum CancelType {
        /** PTHREAD_CANCEL_DEFERRED, as every thread begins: at a cancellation point. */
        DEFERRED,
        /** PTHREAD_CANCEL_ASYNCHRONOUS: anywhere, which no JVM can do. */
        ASYNCHRONOUS
    }

    private ThreadLife() {}

    /**
     * Ends the calling thread: {@code pthread_exit}; the process ends with its last thread.
     *
     * @throws PosixException EINVAL on a thread that no {@code create} has made
     */
    public static void exit() {
        Points.point(Op.OWN, null);
        requireMade(Pthread.self(), "exit").life().exit();
    }

    /**
     * Lets nobody join a thread: {@code pthread_detach}.
     *
     * @param thread of the calling thread's process
     * @throws PosixException EINVAL when it is detached already, is joined now, or was made by
     *     nobody; ESRCH when it was joined
     */
    public static void detach(Pthread thread) {
        Points.point(Op.THREAD_JOIN, requireMade(thread, "be detached"));
        thread.requireOf(Pthread.self().process());
        thread.life().detach();
    }

    /**
     * Asks a thread to end at its next cancellation point: {@code pthread_cancel}.
     *
     * @param thread of the calling thread's process
     * @throws PosixException ESRCH when it was joined, EINVAL when it was made by nobody
     */
    public static void cancel(Pthread thread) {
        requireMade(thread, "be cancelled");
        Points.point(Op.SIGNAL, "cancels " + thread.name());
        thread.requireOf(Pthread.self().process());
        thread.life().cancel();
        thread.interrupt();
    }

    /** Ends the calling thread if it was cancelled: {@code pthread_testcancel}. */
    public static void testCancel() {
        Points.point(Op.SIGNAL, "looks whether it is cancelled");
        Pthread.self().life().testCancel();
    }

    /**
     * Sets whether the calling thread can be cancelled: {@code pthread_setcancelstate}.
     *
     * @param state from now on
     * @return the state of before
     * @throws PosixException EINVAL when it is null
     */
    public static CancelState setCancelState(CancelState state) {
        PosixException.needed(state, "the state of cancelling");
        Points.point(Op.OWN, null);
        ThreadEnding life = Pthread.self().life();
        CancelState old = life.cancelIsDisabled ? CancelState.DISABLE : CancelState.ENABLE;
        life.cancelIsDisabled = state == CancelState.DISABLE;
        return old;
    }

    /**
     * Sets where the calling thread is cancelled: {@code pthread_setcanceltype}.
     *
     * @param type only {@link CancelType#DEFERRED}
     * @throws UnsupportedOperationException for another one; {@link Refused} says why
     */
    public static void setCancelType(CancelType type) {
        Points.point(Op.OWN, null);
        if (PosixException.needed(type, "the type of cancelling") == CancelType.ASYNCHRONOUS) {
            throw Refused.PTHREAD_CANCEL_ASYNCHRONOUS.refusal();
        }
    }

    /**
     * Whether a thread has ended because it was cancelled: what join tells by PTHREAD_CANCELED.
     *
     * @param thread one that has ended
     * @return false when it has returned, or called {@link #exit} itself
     */
    public static boolean wasCancelled(Pthread thread) {
        Points.point(Op.SIGNAL, "looks whether " + thread.name() + " was cancelled");
        return thread.life().wasCancelled();
    }

    /**
     * Adds a cleanup handler of the calling thread: {@code pthread_cleanup_push}.
     *
     * @param handler runs when the thread exits or is cancelled, and not when its code returns
     * @throws PosixException EINVAL when it is null
     */
    public static void cleanupPush(Runnable handler) {
        PosixException.needed(handler, "a cleanup handler");
        Points.point(Op.OWN, null);
        Pthread.self().life().cleanups.push(handler);
    }

    /**
     * Takes the latest cleanup handler out again: {@code pthread_cleanup_pop}.
     *
     * @param execute whether it is run
     * @throws PosixException EINVAL when there is none
     */
    public static void cleanupPop(boolean execute) {
        Points.point(Op.OWN, null);
        Runnable latest = Pthread.self().life().cleanups.poll();
        if (latest == null) {
            throw PosixException.returned(Errno.EINVAL, "no cleanup handler is left to pop");
        }
        if (execute) {
            latest.run();
        }
    }

    private static Pthread requireMade(Pthread thread, String what) {
        if (PosixException.needed(thread, "the thread that is to " + what).isAdopted()) {
            throw PosixException.returned(
                    Errno.EINVAL, thread + " was not made by Pthread.create, so it cannot " + what);
        }
        return thread;
    }
}
