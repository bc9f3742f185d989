package signalkit.lessons.tally;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A lesson whose exercise runs in every schedule. */
public final class TallyChecks extends ScheduleChecks {
    /** With its only scene. */
    public TallyChecks() {
        super(SceneCheck.of(Tally.class, 2, List.of(MarkAndMark.class)));
    }
}
