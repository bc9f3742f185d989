package signalkit.sample;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/** Two threads tell each other that they want to enter, and one of them may see it late. */
public final class Dekker implements Scenario {
    private final AtomicBoolean first = new AtomicBoolean();
    private final AtomicBoolean second = new AtomicBoolean();
    private final AtomicInteger entered = new AtomicInteger();

    private void enter(AtomicBoolean own, AtomicBoolean other) {
        own.setRelease(true);
        if (!other.getAcquire()) {
            entered.incrementAndGet();
        }
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("a", () -> enter(first, second));
        plan.thread("b", () -> enter(second, first));
        plan.atEnd("one enters at most", () -> entered.get() < 2);
    }
}
