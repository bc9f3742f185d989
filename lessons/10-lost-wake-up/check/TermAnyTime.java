package signalkit.lessons.lostwakeup;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM arrives before, while or after the main thread begins to wait for it. */
public final class TermAnyTime extends Scene<StopWait> {
    private boolean isOver;

    /** With the learner's wait. */
    public TermAnyTime() {
        super(StopWait.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(
                () -> {
                    subject.await();
                    isOver = true;
                });
        plan.signal(Signal.TERM);
        plan.atEnd("the wait is over", () -> isOver);
    }
}
