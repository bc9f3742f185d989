package signalkit.explorer.jdk.pool;

import java.util.concurrent.CancellationException;

/**
 * Stands for the constructor of {@link CancellationException} with a cause, which only the classes
 * of its package may call, and their copies are in another one. Thread-safe.
 */
public final class ModelCancellation {
    private static final ThreadLocal<CancellationException> CAUSE = new ThreadLocal<>();

    private ModelCancellation() {}

    /** Comes before a call of the constructor without it. */
    public static void keepCause(CancellationException cause) {
        CAUSE.set(cause);
    }

    /** Comes after it. */
    public static CancellationException caused(CancellationException made) {
        made.initCause(CAUSE.get());
        CAUSE.remove();
        return made;
    }
}
