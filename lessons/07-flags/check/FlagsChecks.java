package signalkit.lessons.flags;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A flag between two threads, where a data race fails, and then in jcstress. */
public final class FlagsChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public FlagsChecks() {
        super(
                SceneCheck.of(
                                StopFlag.class,
                                2,
                                List.of(
                                        RequestAndLook.class,
                                        OtherReason.class,
                                        EmptyReason.class,
                                        TwoFlags.class))
                        .failingOn(FindingKind.DATA_RACE));
    }

    @Override
    protected Check fix() {
        return MemoryCheck.of(schedules());
    }
}
