package signalkit.lessons.flags;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread alone: nothing before the request, and then the reason that was given. */
public final class OtherReason extends Scene<StopFlag> {
    /** Longer than a buffer, and with white space at both ends. */
    private static final String WHY = " out of memory: " + "page ".repeat(200) + "\n";

    private String before;
    private String after;

    /** With the learner's flag. */
    public OtherReason() {
        super(StopFlag.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    before = subject.reason();
                    subject.request(WHY);
                    after = subject.reason();
                });
        plan.atEnd("no stop before it is requested", () -> before == null);
        plan.atEnd("the reason is the one that was given", () -> WHY.equals(after));
    }
}
