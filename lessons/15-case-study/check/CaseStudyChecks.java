package signalkit.lessons.casestudy;

import java.util.EnumSet;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;

/** A login that an alarm ends. */
public final class CaseStudyChecks extends ScheduleChecks {
    /** So many packets in a run that the order of the threads is not varied. */
    private static final SceneCheck LONG =
            new SceneCheck(
                    LoginSession.class,
                    List.of(SlowLogin.class),
                    Bounds.DEFAULT.withPreemptions(0).withSteps(20_000),
                    EnumSet.of(FindingKind.DATA_RACE));

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
        return new NoBlockingQueues(
                new WithoutHeap(
                        new InSuccession(new InSuccession(schedules(), LONG), new LongLogin())));
    }
}
