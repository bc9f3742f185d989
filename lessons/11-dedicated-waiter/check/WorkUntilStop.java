package signalkit.lessons.dedicatedwaiter;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The worker sends TERM and works on until it is told to stop. */
public final class WorkUntilStop extends Scene<Service> {
    private final Mutex state = new Mutex("state");
    private final Cond stopped = new Cond("state");

    // state must be held when using these:
    private boolean sent;
    private int stops;
    private boolean asked;

    /** With the learner's service. */
    public WorkUntilStop() {
        super(Service.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(() -> subject.run(this::work, this::stop));
        plan.atEnd("stop has run once", () -> stops == 1);
        plan.atEnd("stop has run after TERM, and not before", () -> asked);
    }

    private void work() {
        state.lock();
        sent = true;
        state.unlock();
        Signals.kill(Signal.TERM);
        state.lock();
        while (stops == 0) {
            stopped.await(state);
        }
        state.unlock();
    }

    private void stop() {
        state.lock();
        stops++;
        asked = sent;
        stopped.signal();
        state.unlock();
    }
}
