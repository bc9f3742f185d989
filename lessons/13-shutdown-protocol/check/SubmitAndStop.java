package signalkit.lessons.shutdownprotocol;

import signalkit.posix.Pthread;

/** A client hands in a job while the pool is stopped. */
public final class SubmitAndStop extends PoolScene {
    private final Job job = job(() -> {});

    @Override
    void use() {
        subject.start(1);
        Pthread.create("client", job::submit);
        stop();
    }
}
