package signalkit.lessons.shutdownprotocol;

/** Two workers have nothing to do when the pool is stopped, and a job comes too late. */
public final class StopWhileIdle extends PoolScene {
    private final Job late = job(() -> {});

    @Override
    void use() {
        subject.start(2);
        stop();
        late.submit();
    }
}
