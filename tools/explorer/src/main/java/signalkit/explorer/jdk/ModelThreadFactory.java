package signalkit.explorer.jdk;

/** Stands for {@link java.util.concurrent.ThreadFactory}. */
@FunctionalInterface
public interface ModelThreadFactory {
    /** As in ThreadFactory. */
    ModelThread newThread(Runnable code);
}
