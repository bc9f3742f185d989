package signalkit.lessons.casestudy;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A login that an alarm ends. */
public final class CaseStudyChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public CaseStudyChecks() {
        super(
                SceneCheck.of(
                        LoginSession.class, 2, List.of(PacketsAndAlarm.class, AlarmInTurn.class)));
    }
}
