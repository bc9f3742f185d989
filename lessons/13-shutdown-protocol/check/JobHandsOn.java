package signalkit.lessons.shutdownprotocol;

import signalkit.posix.ipc.Sem;

/** A job hands in one that waits for it, and a third one comes when both may be over. */
public final class JobHandsOn extends PoolScene {
    private final Sem handedOn = new Sem("handed on", 0);
    private final Sem mayEnd = new Sem("may end", 0);
    private final Job second = job(mayEnd::await);
    private final Job first = job(this::handOn);
    private final Job third = job(() -> {});

    @Override
    void use() {
        subject.start(1);
        first.submit();
        handedOn.await();
        third.submit();
        stop();
    }

    private void handOn() {
        second.submit();
        mayEnd.post();
        handedOn.post();
    }
}
