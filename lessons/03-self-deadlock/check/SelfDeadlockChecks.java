package signalkit.lessons.selfdeadlock;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A lock that a handler shares with the code below it. */
public final class SelfDeadlockChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public SelfDeadlockChecks() {
        super(
                SceneCheck.of(
                        Meter.class,
                        2,
                        List.of(
                                CountAndNote.class,
                                CountAndNoteTwice.class,
                                NoteInTurn.class,
                                CountWhileBlocked.class,
                                CountUnderMask.class,
                                NoteAfterMany.class)));
    }

    @Override
    protected Check fix() {
        return new MeterCheck(schedules());
    }

    /** Also asks for the line to change. */
    @Override
    protected Check step() {
        return new ScheduleCheck(schedules(), true);
    }
}
