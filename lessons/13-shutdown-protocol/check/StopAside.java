package signalkit.lessons.shutdownprotocol;

import signalkit.posix.Pthread;

/** One thread hands in a job, and another one stops the pool, whichever comes first. */
public final class StopAside extends PoolScene {
    private final Job job = job(() -> {});

    @Override
    void use() {
        subject.start(1);
        Pthread.create("client", job::submit);
        Pthread.create("stopper", this::stop).join();
    }
}
