package signalkit.posix.ipc;

import signalkit.posix.Signal;

/**
 * How a child has ended: what {@code waitpid} returns and stores.
 *
 * @param pid of the child; 0 before it was waited for
 * @param exitStatus WEXITSTATUS, 0 to 255; 0 when a signal has ended it
 * @param signal WTERMSIG, the signal that has ended it; null when it has exited
 */
public record WaitStatus(int pid, int exitStatus, Signal signal) {
    private static final int LOW_BITS = 0xFF;

    /**
     * The end by {@code _exit}.
     *
     * @param status the low 8 bits count
     * @return what the parent will be told
     */
    public static WaitStatus exited(int status) {
        return new WaitStatus(0, status & LOW_BITS, null);
    }

    /**
     * The end by the default action of a signal.
     *
     * @param signal the signal
     * @return what the parent will be told
     */
    public static WaitStatus signalled(Signal signal) {
        return new WaitStatus(0, 0, signal);
    }

    WaitStatus of(int child) {
        return new WaitStatus(child, exitStatus, signal);
    }
}
