package signalkit.lessons.coalescing;

import java.util.List;
import java.util.Set;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.check.NoBlockingQueues;
import signalkit.course.check.SafeHandlers;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

/** One shutdown, however many signals ask for it. */
public final class CoalescingChecks extends ScheduleChecks {
    /** What no handler may do; a lock is allowed, because here ordinary code never holds it. */
    private static final Set<String> CALLS =
            Set.of("thread", "exit", "log", "io", "text", "collection");

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
                                OnAnotherThread.class,
                                CallerBlocks.class,
                                MuchLater.class,
                                TwoThreads.class)));
    }

    @Override
    protected Check fix() {
        return new NoBlockingQueues(
                new SafeHandlers(new InSuccession(schedules(), new EverMore()), CALLS));
    }
}
