package signalkit.lessons.reentrant;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A ring buffer that a handler also puts into. */
public final class ReentrantChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public ReentrantChecks() {
        super(
                SceneCheck.of(
                        EventRing.class,
                        2,
                        List.of(
                                PutAndPut.class,
                                FillRing.class,
                                UseWhileBlocked.class,
                                PutUnderMask.class,
                                LastSlot.class,
                                DrainAndPut.class,
                                PutAfterMany.class)));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(new InSuccession(schedules(), new EverMorePuts()));
    }
}
