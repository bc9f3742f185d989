package signalkit.posix.ipc;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * A child process, as far as its parent can tell: it runs, ends, sends CHLD and is waited for.
 *
 * <p>A JVM cannot fork, so the child's code is a thread of the kit's that blocks every signal. It
 * must share nothing with the parent. There is no stopping and continuing of a child, and no signal
 * reaches it: its code says how it ends. Thread-safe.
 */
public final class Child {
    /** The option WNOHANG of {@link #waitpid}: do not wait. */
    public static final int WNOHANG = 1;

    /** Any child, for {@link #waitpid}. */
    public static final int ANY = -1;

    private enum State {
        RUNNING,
        ZOMBIE,
        REAPED
    }

    private final String name;
    private final int pid;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile WaitStatus status;

    Child(String name, int pid) {
        this.name = name;
        this.pid = pid;
    }

    /**
     * Starts a child of the calling thread's process: what {@code fork} is used for.
     *
     * @param name shown by thread dumps and by the explorer
     * @param body what the child does; how it ends is what the parent will be told
     * @return the child
     * @throws PosixException EINVAL when an argument is null
     */
    public static Child fork(String name, Supplier<WaitStatus> body) {
        if (name == null || body == null) {
            throw new PosixException(Errno.EINVAL, "a child needs a name and code");
        }
        Points.point(Op.THREAD_CREATE, null);
        PosixProcess process = PosixProcess.current();
        Child child = process.children().add(name);
        process.service(name, () -> child.run(process, body));
        return child;
    }

    private void run(PosixProcess process, Supplier<WaitStatus> body) {
        status = body.get();
        Points.point(Op.IO, this);
        process.children().ended(this);
    }

    /**
     * Waits for the end of a child and forgets it: {@code waitpid}.
     *
     * <p>Of several zombies it takes the one that was started first.
     *
     * @param pid of the child, or {@link #ANY}
     * @param options 0 or {@link #WNOHANG}
     * @return who has ended and how; null where POSIX returns 0, since WNOHANG was given
     * @throws PosixException ECHILD when there is no such child, or none any more; EINTR when a
     *     handler without SA_RESTART ran first; EINVAL for another option
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists it; here: compare-and-sets, and a wait without a lock")
    public static WaitStatus waitpid(int pid, int options) {
        if (options != 0 && options != WNOHANG) {
            throw new PosixException(Errno.EINVAL, "waitpid has no option " + options);
        }
        Children children = PosixProcess.current().children();
        Points.point(Op.IO, children);
        Pthread self = Pthread.self();
        long before = self.handledWithoutRestart();
        children.waiters.add(self);
        try {
            while (true) {
                Child ended = children.reap(pid);
                if (ended != null) {
                    return ended.status.of(ended.pid);
                }
                if (children.hasNone(pid)) {
                    throw new PosixException(Errno.ECHILD, "there is no child " + pid);
                }
                if (options == WNOHANG) {
                    return null;
                }
                self.park(children, Scheduler.NEVER);
                self.checkpoint();
                if (self.handledWithoutRestart() != before) {
                    throw new PosixException(Errno.EINTR, "a handler ended the wait for a child");
                }
            }
        } finally {
            children.waiters.remove(self);
        }
    }

    /**
     * What {@code fork} returns to the parent.
     *
     * @return positive, another one for each child of a process
     */
    public int pid() {
        return pid;
    }

    /**
     * Whether the child has ended and nobody has waited for it.
     *
     * @return true for a zombie
     */
    public boolean isZombie() {
        Points.look();
        return state.get() == State.ZOMBIE;
    }

    boolean isGone() {
        return state.get() == State.REAPED;
    }

    void becomeZombie() {
        state.set(State.ZOMBIE);
    }

    void vanish() {
        state.set(State.REAPED);
    }

    boolean reap() {
        return state.compareAndSet(State.ZOMBIE, State.REAPED);
    }

    @Override
    public String toString() {
        return name;
    }
}
