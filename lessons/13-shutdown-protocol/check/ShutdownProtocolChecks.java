package signalkit.lessons.shutdownprotocol;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A pool of workers, in every bounded schedule and then with many jobs on real threads. */
public final class ShutdownProtocolChecks extends ScheduleChecks {
    /** With the scene that the learner plays. */
    public ShutdownProtocolChecks() {
        super(
                SceneCheck.of(Pool.class, 2, List.of(SubmitAndStop.class))
                        .failingOn(FindingKind.DATA_RACE));
    }

    @Override
    protected Check fix() {
        return new PoolCheck(schedules());
    }
}
