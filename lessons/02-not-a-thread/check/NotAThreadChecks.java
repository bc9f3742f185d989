package signalkit.lessons.notathread;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A list that a handler empties while the code below it adds to it. */
public final class NotAThreadChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public NotAThreadChecks() {
        super(
                SceneCheck.of(
                        JobList.class,
                        2,
                        List.of(
                                AddAndTakeAll.class,
                                TakeInTurn.class,
                                AddWhileBlocked.class,
                                AddUnderMask.class,
                                ManyJobs.class,
                                TakeAfterMany.class,
                                TakeTwice.class)));
    }

    @Override
    protected Check fix() {
        return new InSuccession(schedules(), new EverMoreJobs());
    }
}
