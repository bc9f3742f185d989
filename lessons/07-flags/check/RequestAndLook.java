package signalkit.lessons.flags;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** One thread requests the stop while another one looks. */
public final class RequestAndLook extends Scene<StopFlag> {
    private static final String WHY = "disk full";

    private String first;
    private String second;

    /** With the learner's flag. */
    public RequestAndLook() {
        super(StopFlag.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.thread("asker", () -> subject.request(WHY));
        plan.main(
                () -> {
                    first = subject.reason();
                    second = subject.reason();
                });
        plan.atEnd(
                "what was seen is nothing or the reason",
                () ->
                        (first == null || WHY.equals(first))
                                && (second == null || WHY.equals(second)));
        plan.atEnd("the stop stays requested", () -> first == null || second != null);
        plan.atEnd("the stop is requested in the end", () -> WHY.equals(subject.reason()));
    }
}
