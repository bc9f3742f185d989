package signalkit.lessons.shutdownprotocol;

import signalkit.posix.Pthread;

/** Two clients hand in a job each, and the pool is stopped when one of them has returned. */
public final class TwoClients extends PoolScene {
    private final Job one = job(() -> {});
    private final Job other = job(() -> {});

    @Override
    void use() {
        subject.start(1);
        Pthread.create("client-1", one::submit);
        Pthread.create("client-2", other::submit).join();
        stop();
    }
}
