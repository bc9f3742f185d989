package signalkit.posix.ipc;

import java.util.function.Supplier;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;
import signalkit.posix.Signal;

/**
 * A child process, as far as its parent can tell: it runs, stops, ends, sends CHLD and is waited
 * for.
 *
 * <p>A JVM cannot fork, so the child's code is a thread of the kit's that blocks every signal. It
 * must share nothing with the parent but pipes. Its actions are the default ones. A child that is
 * stopped cannot end, but its code may get as far as that; one that a signal has ended gets as far
 * as its next wait. Thread-safe.
 */
public final class Child {
    /** The option WNOHANG of {@link #waitpid}: do not wait. */
    public static final int WNOHANG = 1;

    /** The option WUNTRACED of {@link #waitpid}: also tell of a child that has stopped. */
    public static final int WUNTRACED = 2;

    /** The option WCONTINUED of {@link #waitpid}: also tell of a child that was continued. */
    public static final int WCONTINUED = 8;

    /** Any child, for {@link #waitpid}. */
    public static final int ANY = -1;

    private final String name;
    private final int pid;
    private final Children siblings;
    private Pthread thread;
    private Pthread forker;

    // The monitor of the siblings must be held when using these:
    boolean isStopped;
    boolean isReaped;
    WaitStatus end;
    private WaitStatus news;
    private Signal fatal;

    Child(String name, int pid, Children siblings) {
        this.name = name;
        this.pid = pid;
        this.siblings = siblings;
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
        child.forker = Pthread.self();
        child.thread = process.service(name, () -> child.run(body));
        return child;
    }

    private void run(Supplier<WaitStatus> body) {
        WaitStatus status = body.get();
        Points.point(Op.IO, siblings);
        Pthread self = Pthread.self();
        while (!siblings.end(this, status)) {
            self.park(siblings, Scheduler.NEVER);
            self.checkpoint();
        }
    }

    /**
     * Sends a signal to the child: {@code kill} of its pid.
     *
     * @param signal one that stops, continues or ends it, or has no effect
     * @throws PosixException ESRCH when the child was waited for; EINVAL when the signal is null
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists kill; here no handler can start under the one lock")
    public void kill(Signal signal) {
        if (signal == null) {
            throw new PosixException(Errno.EINVAL, "the signal of a kill is null");
        }
        Points.point(Op.IO, siblings);
        if (!siblings.signal(this, signal)) {
            throw new PosixException(Errno.ESRCH, name + " has ended and was waited for");
        }
        Pthread.self().checkpoint();
    }

    /** What a signal makes of a child that has not ended; null when nothing is to be told. */
    WaitStatus take(Signal signal) {
        switch (signal.defaultAction()) {
            case IGNORE -> {
                return null;
            }
            case STOP -> {
                if (isStopped) {
                    return null;
                }
                isStopped = true;
                news = WaitStatus.stopped(signal);
                return news;
            }
            case CONTINUE -> {
                if (!isStopped) {
                    return null;
                }
                isStopped = false;
                news = fatal == null ? WaitStatus.continued() : WaitStatus.signalled(fatal);
                return news;
            }
            case TERMINATE, CORE -> {
                if (isStopped && signal != Signal.KILL) {
                    fatal = fatal == null ? signal : fatal;
                    return null;
                }
                news = WaitStatus.signalled(signal);
                return news;
            }
        }
        throw new AssertionError(signal);
    }

    /** The thread that has forked it. */
    Pthread forker() {
        return forker;
    }

    /** Ends the child's code, or lets it go on. */
    void feel(WaitStatus change) {
        if (change.isEnd()) {
            thread.life().cancel();
        }
        thread.interrupt();
    }

    /** What waitpid would return now with such options; it is told once. */
    WaitStatus report(int options) {
        WaitStatus told = end;
        if (told != null) {
            isReaped = true;
        } else if (news != null && (options & (isStopped ? WUNTRACED : WCONTINUED)) != 0) {
            told = news;
            news = null;
        }
        return told == null ? null : told.of(pid);
    }

    /**
     * Waits for the end of a child and forgets it: {@code waitpid}.
     *
     * <p>Of several children it takes one that the calling thread has started, the first of them.
     *
     * @param pid of the child, or {@link #ANY}
     * @param options 0, or the sum of {@link #WNOHANG}, {@link #WUNTRACED} and {@link #WCONTINUED}
     * @return who has ended and how; null where POSIX returns 0, since WNOHANG was given
     * @throws PosixException ECHILD when there is no such child, or none any more; EINTR when a
     *     handler without SA_RESTART ran first; EINVAL for another option
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists it; here no handler can start under the one lock")
    public static WaitStatus waitpid(int pid, int options) {
        if ((options & ~(WNOHANG | WUNTRACED | WCONTINUED)) != 0) {
            throw new PosixException(Errno.EINVAL, "waitpid has no option " + options);
        }
        Children children = PosixProcess.current().children();
        Points.point(Op.IO, children);
        Pthread self = Pthread.cancellable();
        long before = self.handledWithoutRestart();
        children.waiters.add(self);
        try {
            while (true) {
                long seen = self.handled();
                WaitStatus told = children.report(pid, options);
                if (told != null) {
                    self.checkpoint(); // its handler runs before the call returns
                    return told;
                }
                if (children.hasNone(pid)) {
                    self.checkpoint();
                    throw new PosixException(Errno.ECHILD, "there is no child " + pid);
                }
                if ((options & WNOHANG) != 0) {
                    return null;
                }
                self.checkpoint(); // only now: a child that has ended comes before its signal
                if (self.handledWithoutRestart() != before) {
                    throw new PosixException(Errno.EINTR, "a handler ended the wait for a child");
                }
                if (self.handled() == seen) {
                    self.park(children, Scheduler.NEVER);
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
        Points.point(Op.IO, siblings);
        return siblings.isZombie(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
