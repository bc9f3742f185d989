package signalkit.lessons.waitinloop;

import java.util.List;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A wait that may end before what it waits for is true. */
public final class WaitInLoopChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public WaitInLoopChecks() {
        super(
                SceneCheck.of(
                        Budget.class,
                        1,
                        List.of(
                                OneOfTwo.class,
                                MoreAndMore.class,
                                SmallAndLarge.class,
                                TwoAtOnce.class,
                                TwoGive.class,
                                HandlerOnWaiter.class)));
    }
}
