package signalkit.weaver.sanitizer;

import java.util.List;
import java.util.stream.Collectors;
import signalkit.posix.Mutex;
import signalkit.posix.SignalSet;

/**
 * A lock was taken: where, by whom, and under which mask.
 *
 * @param lock the class of the lock, and its name if it has one
 * @param thread the name of the thread that took it
 * @param signals the signals whose handlers ran on that thread; empty outside of handlers
 * @param stack the frames, the innermost first, down to the handler's first in handler context
 */
public record Acquisition(
        String lock, String thread, SignalSet signals, List<StackTraceElement> stack) {

    static String describe(Object lock) {
        if (lock instanceof Mutex mutex) {
            return "Mutex:" + mutex.name();
        }
        if (lock instanceof Class<?> type) {
            return "class:" + type.getName();
        }
        return lock.getClass().getName();
    }

    /** The thread and the stack on one line. */
    @Override
    public String toString() {
        return thread
                + ": "
                + stack.stream().map(Acquisition::shorten).collect(Collectors.joining(" < "));
    }

    private static String shorten(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1)
                + "."
                + frame.getMethodName()
                + "("
                + frame.getFileName()
                + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "")
                + ")";
    }
}
