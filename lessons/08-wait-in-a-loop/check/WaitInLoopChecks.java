package signalkit.lessons.waitinloop;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A wait that may end before what it waits for is true. */
public final class WaitInLoopChecks extends ScheduleChecks {
    private static final int LONG = 20_000;

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
                                OneByOne.class,
                                TwoAtOnce.class,
                                TwoGive.class,
                                HandlerOnWaiter.class)));
    }

    /** More threads and rounds, where a preemption would make too many schedules; and races. */
    @Override
    protected Check fix() {
        Check many =
                SceneCheck.of(
                                Budget.class,
                                0,
                                List.of(LittleByLittle.class, ManyWait.class, CallersSignals.class))
                        .withSteps(LONG);
        Check races =
                SceneCheck.of(Budget.class, 1, List.of(TwoGive.class))
                        .failingOn(FindingKind.DATA_RACE);
        return new InSuccession(
                new InSuccession(schedules(), new InSuccession(many, races)), new EverMoreWaits());
    }
}
