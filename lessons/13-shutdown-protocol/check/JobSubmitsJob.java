package signalkit.lessons.shutdownprotocol;

/** A job hands in another one while the pool is stopped. */
public final class JobSubmitsJob extends PoolScene {
    private final Job second = job(() -> {});
    private final Job first = job(second::submit);

    @Override
    void use() {
        subject.start(1);
        first.submit();
        stop();
    }
}
