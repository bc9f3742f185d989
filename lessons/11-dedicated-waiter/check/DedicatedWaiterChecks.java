package signalkit.lessons.dedicatedwaiter;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.SafeHandlers;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A service that INT or TERM stops from an ordinary thread. */
public final class DedicatedWaiterChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public DedicatedWaiterChecks() {
        super(
                SceneCheck.of(
                                Service.class,
                                2,
                                List.of(
                                        WorkAndStop.class,
                                        WorkUntilStop.class,
                                        IntAlone.class,
                                        SecondThread.class,
                                        LateRequest.class))
                        .failingOn(FindingKind.DATA_RACE));
    }

    @Override
    protected Check fix() {
        return new SafeHandlers(schedules(), SafeHandlers.CALLS);
    }
}
