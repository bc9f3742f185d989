package signalkit.lessons.flags;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** A stop for the reason "", which is no text and yet a stop. */
public final class EmptyReason extends Scene<StopFlag> {
    private String after;

    /** With the learner's flag. */
    public EmptyReason() {
        super(StopFlag.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    subject.request("");
                    after = subject.reason();
                });
        plan.atEnd("an empty reason is a reason", () -> "".equals(after));
    }
}
