package signalkit.explorer.jdk.pool;

import signalkit.explorer.jdk.ModelThread;

/** Stands for what JDK 21 and later keep the threads of a pool in. */
public final class ModelThreadContainer implements AutoCloseable {
    private ModelThreadContainer() {}

    /** As in SharedThreadContainer. */
    public static ModelThreadContainer create(String name) {
        return new ModelThreadContainer();
    }

    /** As in SharedThreadContainer. */
    public void start(ModelThread thread) {
        thread.start();
    }

    @Override
    public void close() {}
}
