package signalkit.lessons.coalescing;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** One shutdown, however many signals ask for it. */
public final class CoalescingChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public CoalescingChecks() {
        super(
                SceneCheck.of(
                        OneShutdown.class,
                        2,
                        List.of(
                                ThreeRequests.class,
                                InterruptedTwice.class,
                                OnlyInt.class,
                                OnlyTerm.class,
                                OneByOne.class,
                                TwoThreads.class)));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(schedules());
    }
}
