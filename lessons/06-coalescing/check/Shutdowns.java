package signalkit.lessons.coalescing;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Pthread;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Handlers of the learner's, and a shutdown that counts how often it begins and ends. */
abstract class Shutdowns extends Scene<OneShutdown> {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean isOutside;

    /** With the learner's handlers. */
    protected Shutdowns() {
        super(OneShutdown.class);
    }

    @Override
    public void prepare(Plan plan) {
        before();
        SignalSet mask = Signals.sigmask();
        subject.install(this::shutdown);
        boolean isEarly = begun.get() > 0;
        boolean isMaskKept = Signals.sigmask().equals(mask);
        plan.show("begun", begun::get);
        plan.show("ended", ended::get);
        plan.always("no second shutdown begins", () -> begun.get() <= 1);
        plan.always("no shutdown begins before a signal", () -> !isEarly);
        plan.atEnd("install leaves the signal mask as it was", () -> isMaskKept);
        plan.atEnd("the shutdown runs in a handler", () -> !isOutside);
        signals(plan);
        plan.atEnd("one shutdown has run to its end", () -> begun.get() == 1 && ended.get() == 1);
    }

    /** What the caller of install has done to its signals. */
    void before() {}

    /** Says which threads there are and which signals arrive. */
    abstract void signals(Plan plan);

    /** Whether the shutdown has begun. */
    final boolean hasBegun() {
        return begun.get() > 0;
    }

    private void shutdown() {
        Pthread self = Pthread.selfOrNull();
        if (self == null || self.handlerDepth() == 0) {
            isOutside = true;
        }
        begun.incrementAndGet();
        ended.incrementAndGet();
    }
}
