package signalkit.lessons.reentrant;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A ring buffer that a handler also puts into. */
public final class ReentrantChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public ReentrantChecks() {
        super(SceneCheck.of(EventRing.class, 2, List.of(PutAndPut.class, FillRing.class)));
    }
}
