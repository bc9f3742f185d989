package signalkit.lessons.shutdownprotocol;

import signalkit.posix.ipc.Sem;

/** A job alone leaves one of two workers idle; then come two jobs that need each other. */
public final class MeetWhenIdle extends PoolScene {
    private static final int WORKERS = 2;

    private final Sem aloneHasRun = new Sem("alone", 0);
    private final Sem oneIsThere = new Sem("one", 0);
    private final Sem otherIsThere = new Sem("other", 0);

    private final Job alone = job(aloneHasRun::post);
    private final Job one = job(() -> meet(oneIsThere, otherIsThere));
    private final Job other = job(() -> meet(otherIsThere, oneIsThere));

    @Override
    void use() {
        subject.start(WORKERS);
        alone.submit();
        aloneHasRun.await();
        one.submit();
        other.submit();
        stop();
    }

    private static void meet(Sem here, Sem there) {
        here.post();
        there.await();
    }
}
