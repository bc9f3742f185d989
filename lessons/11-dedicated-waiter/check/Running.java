package signalkit.lessons.dedicatedwaiter;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Cond;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The learner's service, with work that goes on until it is told to stop. */
abstract class Running extends Scene<Service> {
    private static final SignalSet REQUESTS = SignalSet.of(Signal.INT, Signal.TERM);
    private static final SignalSet OTHERS = SignalSet.of(Signal.USR1);

    private final Mutex state = new Mutex("state");
    private final Cond stopped = new Cond("state");

    // state must be held when using these:
    private boolean isSent;
    private int stops;
    private boolean isEarly;
    private boolean hasHandler;
    private boolean isBlocking;
    private boolean isUnblocking;
    private boolean isWorkOver;
    private int works;

    private int stopsInTime;
    private boolean isWorkOverInTime;

    /** With the learner's service. */
    protected Running() {
        super(Service.class);
    }

    @Override
    public final void prepare(Plan plan) {
        Signals.sigmask(How.BLOCK, OTHERS);
        plan.main(
                () -> {
                    subject.run(this::workOn, this::stop);
                    state.lock();
                    stopsInTime = stops;
                    isWorkOverInTime = isWorkOver;
                    state.unlock();
                });
        plan.mayWait(""); // a second waiter, for a signal that does not come
        plan.atEnd("the work has run once", () -> works == 1);
        plan.atEnd("stop has run once", () -> stops == 1);
        plan.atEnd("stop has run after a request, and not before", () -> !isEarly);
        plan.atEnd("stop was over before run returned", () -> stopsInTime == 1);
        plan.atEnd("the work was over before run returned", () -> isWorkOverInTime);
        plan.atEnd("stop ran in no handler", () -> !hasHandler);
        plan.atEnd("no signal but INT and TERM was blocked", () -> !isBlocking);
        plan.atEnd("what the caller had blocked stays blocked", () -> !isUnblocking);
    }

    /** What the worker does. */
    abstract void work();

    /** Sends a signal to the process. */
    final void send(Signal signal) {
        state.lock();
        isSent = true;
        state.unlock();
        Signals.kill(signal);
    }

    /** Waits until stop was called. */
    final void awaitStop() {
        state.lock();
        while (stops == 0) {
            stopped.await(state);
        }
        state.unlock();
    }

    private void workOn() {
        state.lock();
        works++;
        look();
        state.unlock();
        work();
        state.lock();
        isWorkOver = true;
        state.unlock();
    }

    private void stop() {
        state.lock();
        look();
        hasHandler |= !Pthread.self().handlers().isEmpty();
        isEarly |= !isSent;
        stops++;
        stopped.broadcast();
        state.unlock();
    }

    /** Must hold state. */
    private void look() {
        SignalSet mask = Signals.sigmask();
        isBlocking |= !mask.minus(REQUESTS).minus(OTHERS).isEmpty();
        isUnblocking |= !OTHERS.minus(mask).isEmpty();
    }
}
