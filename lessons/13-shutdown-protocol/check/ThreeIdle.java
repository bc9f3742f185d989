package signalkit.lessons.shutdownprotocol;

/** Three workers wait for a job when the pool is stopped, and any of them may be woken first. */
public final class ThreeIdle extends PoolScene {
    private static final int WORKERS = 3;

    @Override
    void use() {
        subject.start(WORKERS);
        JobsAtOnce.sleep(1); // Until nobody else can continue.
        stop();
    }
}
