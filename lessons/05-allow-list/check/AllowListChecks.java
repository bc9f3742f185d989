package signalkit.lessons.allowlist;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** Handlers that note signals, in every bounded schedule and by the rules of handlers. */
public final class AllowListChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public AllowListChecks() {
        super(
                SceneCheck.of(
                        SignalLog.class,
                        2,
                        List.of(
                                NoteAndTake.class,
                                NoteAndAsk.class,
                                NoteWhileBlocked.class,
                                NoteOnThreeThreads.class,
                                AskWhileTaken.class)));
    }

    @Override
    protected Check fix() {
        return new SignalLogCheck(schedules());
    }
}
