package signalkit.posix;

import signalkit.posix.life.Unwinding;

/**
 * Unwinds a thread whose process has ended, at its next point.
 *
 * <p>Only processes that live inside a test or an explorer end this way; the process that a JVM was
 * started for ends with the JVM.
 */
public final class ProcessEnded extends Unwinding {
    private static final long serialVersionUID = 1L;

    ProcessEnded(String process) {
        super("process " + process + " has ended");
    }
}
