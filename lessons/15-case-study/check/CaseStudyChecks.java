package signalkit.lessons.casestudy;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.check.Submission;
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
                    List.of(ManyPackets.class),
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

    private CheckResult both(Submission submission) throws IOException {
        CheckResult result = schedules().run(submission);
        if (!result.passed()) {
            return result;
        }
        CheckResult many = LONG.run(submission);
        return many.passed() ? result.after(result.schedules() + many.schedules()) : many;
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(new WithoutHeap(this::both));
    }
}
