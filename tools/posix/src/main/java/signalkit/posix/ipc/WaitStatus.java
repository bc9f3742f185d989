package signalkit.posix.ipc;

import signalkit.posix.Signal;

/**
 * What has become of a child: what {@code waitpid} returns and stores.
 *
 * @param change what has happened
 * @param pid of the child; 0 before it was waited for
 * @param exitStatus WEXITSTATUS, 0 to 255; 0 unless the child has exited
 * @param signal WTERMSIG or WSTOPSIG, the signal that did it; else null
 */
public record WaitStatus(Change change, int pid, int exitStatus, Signal signal) {
    private static final int LOW_BITS = 0xFF;

    /** What can happen to a child. */
    public enum Change {
        /** WIFEXITED: by {@code _exit}. */
        EXITED,
        /** WIFSIGNALED: ended by the default action of a signal. */
        SIGNALLED,
        /** WIFSTOPPED: it may be continued. */
        STOPPED,
        /** WIFCONTINUED. */
        CONTINUED
    }

    /**
     * The end by {@code _exit}.
     *
     * @param status the low 8 bits count
     * @return what the parent will be told
     */
    public static WaitStatus exited(int status) {
        return new WaitStatus(Change.EXITED, 0, status & LOW_BITS, null);
    }

    /**
     * The end by the default action of a signal.
     *
     * @param signal the signal
     * @return what the parent will be told
     */
    public static WaitStatus signalled(Signal signal) {
        return new WaitStatus(Change.SIGNALLED, 0, 0, signal);
    }

    static WaitStatus stopped(Signal signal) {
        return new WaitStatus(Change.STOPPED, 0, 0, signal);
    }

    static WaitStatus continued() {
        return new WaitStatus(Change.CONTINUED, 0, 0, null);
    }

    /** Whether the child has ended. */
    public boolean isEnd() {
        return change == Change.EXITED || change == Change.SIGNALLED;
    }

    WaitStatus of(int child) {
        return new WaitStatus(change, child, exitStatus, signal);
    }
}
