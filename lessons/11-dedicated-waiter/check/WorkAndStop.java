package signalkit.lessons.dedicatedwaiter;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives while the worker, the main thread or nobody holds the lock. */
public final class WorkAndStop extends Scene<Service> {
    private final Mutex state = new Mutex("state");
    private int stops;
    private boolean hasHandler;
    private boolean isOverInTime;

    /** With the learner's service. */
    public WorkAndStop() {
        super(Service.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    subject.run(this::work, this::stop);
                    isOverInTime = stops == 1;
                });
        // Not before the service has begun: its first line may be what blocks TERM.
        plan.mayWait(""); // a second waiter, for a signal that does not come
        plan.atEnd("stop has run once", () -> stops == 1);
        plan.atEnd("stop was over before run returned", () -> isOverInTime);
        plan.atEnd("stop ran in no handler", () -> !hasHandler);
    }

    private void work() {
        // The service is up: from here on TERM may come.
        Signals.kill(Signal.TERM);
        state.lock();
        state.unlock();
    }

    private void stop() {
        hasHandler |= !Pthread.self().handlers().isEmpty();
        state.lock();
        stops++;
        state.unlock();
    }
}
