package signalkit.lessons.shutdownprotocol;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.Plan;
import signalkit.posix.ipc.Sem;

/** Two jobs hold two workers while a third one waits for its turn. */
public final class NoMoreThanTwo extends PoolScene {
    private static final int WORKERS = 2;
    private static final long WHILE = 10;

    private final AtomicInteger begun = new AtomicInteger();
    private final Sem mayEnd = new Sem("may end", 0);
    private final Job one = job(this::begin);
    private final Job other = job(this::begin);
    private final Job third = job(this::begin);

    private volatile int atOnce;

    @Override
    void use() {
        subject.start(WORKERS);
        one.submit();
        other.submit();
        third.submit();
        JobsAtOnce.sleep(WHILE); // Until nobody else can continue.
        atOnce = begun.get();
        mayEnd.post();
        mayEnd.post();
        mayEnd.post();
        stop();
    }

    @Override
    void promise(Plan plan) {
        plan.atEnd("start(2) lets two jobs run at a time", () -> atOnce == WORKERS);
    }

    private void begin() {
        begun.incrementAndGet();
        mayEnd.await();
    }
}
