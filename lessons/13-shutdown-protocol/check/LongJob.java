package signalkit.lessons.shutdownprotocol;

/** A job takes two minutes, on a clock that advances when nothing else can continue. */
public final class LongJob extends PoolScene {
    private static final long MILLIS = 120_000;

    private final Job job = job(LongJob::sleep);

    @Override
    void use() {
        subject.start(1);
        job.submit();
        stop();
    }

    private static void sleep() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
