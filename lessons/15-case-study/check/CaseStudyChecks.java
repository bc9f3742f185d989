package signalkit.lessons.casestudy;

import java.util.List;
import java.util.Set;
import signalkit.course.check.Check;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.check.SafeHandlers;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A login that an alarm ends. */
public final class CaseStudyChecks extends ScheduleChecks {
    /** The rules do not know the heap, so only the schedules judge what a handler does with it. */
    private static final Set<String> KINDS =
            Set.of(
                    "thread",
                    "exit",
                    "register",
                    "throw",
                    "log",
                    "io",
                    "block",
                    "deadlock",
                    "lock",
                    "shared");

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
        return new NoBlockingQueues(new SafeHandlers(schedules(), KINDS));
    }
}
