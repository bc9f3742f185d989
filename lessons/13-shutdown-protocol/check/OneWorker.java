package signalkit.lessons.shutdownprotocol;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.Plan;

/** Two jobs in a pool of one worker. */
public final class OneWorker extends PoolScene {
    private final AtomicInteger running = new AtomicInteger();
    private final Job one = job(this::work);
    private final Job other = job(this::work);
    private volatile boolean hadCompany;

    @Override
    void use() {
        subject.start(1);
        one.submit();
        other.submit();
        stop();
    }

    @Override
    void promise(Plan plan) {
        plan.atEnd("start(1) runs one job at a time", () -> !hadCompany);
    }

    private void work() {
        if (running.incrementAndGet() > 1) {
            hadCompany = true;
        }
        running.decrementAndGet();
    }
}
