package signalkit.lessons.coalescing;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** INT and TERM, and TERM once more, at any moment. */
public final class ThreeRequests extends Scene<OneShutdown> {
    private int begun;
    private int ended;
    private boolean steps;

    /** With the learner's handlers. */
    public ThreeRequests() {
        super(OneShutdown.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install(this::shutdown);
        boolean early = begun > 0;
        plan.main(() -> steps = true);
        plan.signal(Signal.TERM, "main");
        plan.signal(Signal.INT, "main");
        plan.signal(Signal.TERM, "main");
        plan.show("begun", () -> begun);
        plan.show("ended", () -> ended);
        plan.always("no second shutdown begins", () -> begun <= 1);
        plan.always("no shutdown begins before a signal", () -> !early);
        plan.atEnd("one shutdown has run to its end", () -> steps && begun == 1 && ended == 1);
    }

    private void shutdown() {
        begun++;
        ended++;
    }
}
