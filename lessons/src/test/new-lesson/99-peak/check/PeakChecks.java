package signalkit.lessons.peak;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A peak that a handler may raise while the code below it does. */
public final class PeakChecks extends ScheduleChecks {
    /** With its only scene. */
    public PeakChecks() {
        super(SceneCheck.of(Peak.class, 2, List.of(SeeAndSee.class)));
    }
}
