package signalkit.lessons.lostwakeup;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.check.SafeHandlers;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** A wait for TERM, whenever it arrives. */
public final class LostWakeUpChecks extends ScheduleChecks {
    private static final int LONG = 200_000;

    /** With all scenes of the lesson. */
    public LostWakeUpChecks() {
        super(
                SceneCheck.of(
                        StopWait.class,
                        2,
                        List.of(
                                TermAnyTime.class,
                                TermTwice.class,
                                OtherSignal.class,
                                BlockedByCaller.class,
                                InTime.class)));
    }

    @Override
    protected Check fix() {
        return new OnlyPosixWaits(
                new SafeHandlers(
                        new InSuccession(
                                new InSuccession(
                                        schedules(),
                                        SceneCheck.of(
                                                        StopWait.class,
                                                        0,
                                                        List.of(ManyOthers.class, TermAgain.class))
                                                .withSteps(LONG)),
                                new EverMoreOthers()),
                        SafeHandlers.CALLS));
    }
}
