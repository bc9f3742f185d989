package signalkit.lessons.designspace;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A loop that waits for requests and for TERM, whichever way it takes the signal. */
public final class DesignSpaceChecks extends ScheduleChecks {
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
                                BeforeRun.class,
                                ClientsAtOnce.class)));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(schedules());
    }
}
