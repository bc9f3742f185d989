package signalkit.lessons.dedicatedwaiter;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A service that TERM stops from an ordinary thread. */
public final class DedicatedWaiterChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public DedicatedWaiterChecks() {
        super(SceneCheck.of(Service.class, 2, List.of(WorkAndStop.class, WorkUntilStop.class)));
    }
}
