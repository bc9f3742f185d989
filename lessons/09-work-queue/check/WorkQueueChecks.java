package signalkit.lessons.workqueue;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.InSuccession;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/** A queue between threads, in every bounded schedule and then in jcstress. */
public final class WorkQueueChecks extends ScheduleChecks {
    /** With all scenes of the lesson. */
    public WorkQueueChecks() {
        super(
                SceneCheck.of(
                        JobQueue.class,
                        1,
                        List.of(
                                AddAndShutdown.class,
                                AddThenShutdown.class,
                                LateJob.class,
                                ThreeWait.class,
                                JobsMeet.class,
                                IdleWorkersMeet.class,
                                TwoAdd.class)));
    }

    @Override
    protected Check fix() {
        return queueCheck();
    }

    @Override
    protected Check replay() {
        return new QueueCheck.Replay(queueCheck());
    }

    /** More jobs and workers, where a preemption would make too many schedules; and data races. */
    QueueCheck queueCheck() {
        Check many =
                new InSuccession(
                        SceneCheck.of(JobQueue.class, 0, List.of(FiveWait.class)), new AnyNumber());
        Check races =
                SceneCheck.of(JobQueue.class, 1, List.of(AddersMeet.class))
                        .failingOn(FindingKind.DATA_RACE);
        return new QueueCheck(schedules(), new InSuccession(many, races));
    }
}
