package signalkit.lessons.designspace;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.check.SafeHandlers;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;

/** A loop that waits for requests and for TERM, whichever way it takes the signal. */
public final class DesignSpaceChecks extends ScheduleChecks {
    /** What no handler may do; a lock is allowed where ordinary code never holds it. */
    private static final Set<String> HANDLERS =
            Set.of("shared", "thread", "exit", "log", "io", "text", "collection");

    /** So many requests in a run that the order of the threads is not varied. */
    private static final SceneCheck LONG =
            new SceneCheck(
                    RequestLoop.class,
                    List.of(ManyRequests.class),
                    Bounds.DEFAULT.withPreemptions(0).withSteps(50_000),
                    EnumSet.of(FindingKind.DATA_RACE));

    /** With all scenes of the lesson. */
    public DesignSpaceChecks() {
        super(
                SceneCheck.of(
                                RequestLoop.class,
                                1,
                                List.of(
                                        RequestThenTerm.class,
                                        ServedBeforeTerm.class,
                                        TermAlone.class,
                                        TermAnywhere.class,
                                        BeforeRun.class,
                                        ClientsAtOnce.class,
                                        EndsInTime.class))
                        .failingOn(FindingKind.DATA_RACE));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(new SafeHandlers(this::both, HANDLERS));
    }

    private CheckResult both(Submission submission) throws IOException {
        CheckResult result = schedules().run(submission);
        if (!result.passed()) {
            return result;
        }
        CheckResult many = LONG.run(submission);
        return many.passed() ? result.after(result.schedules() + many.schedules()) : many;
    }
}
