package signalkit.lessons.casestudy;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A login that an alarm ends. */
public final class CaseStudyChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public CaseStudyChecks() {
        super(
                SceneCheck.of(
                                LoginSession.class,
                                2,
                                List.of(
                                        PacketsAndAlarm.class,
                                        AlarmInTurn.class,
                                        BusyCaller.class,
                                        TwoAlarms.class))
                        .failingOn(FindingKind.DATA_RACE));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(new HandlerCheck(schedules()));
    }
}
