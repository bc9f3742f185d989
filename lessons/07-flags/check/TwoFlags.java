package signalkit.lessons.flags;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** Two flags, and each has a reason of its own. */
public final class TwoFlags extends Scene<StopFlag> {
    private static final String WHY = "disk full";

    private String early;

    /** With the learner's flag. */
    public TwoFlags() {
        super(StopFlag.class);
    }

    @Override
    public void prepare(Plan plan) {
        StopFlag other = another();
        plan.main(
                () -> {
                    subject.request(WHY);
                    early = other.reason();
                    other.request("no power");
                });
        plan.atEnd("another flag is not requested", () -> early == null);
        plan.atEnd("each flag keeps its own reason", () -> WHY.equals(subject.reason()));
    }
}
