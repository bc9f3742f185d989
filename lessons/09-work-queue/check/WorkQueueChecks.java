package signalkit.lessons.workqueue;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.ScheduleChecks;

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
                                TwoAdd.class)));
    }

    @Override
    protected Check fix() {
        return new QueueCheck(schedules());
    }

    @Override
    protected Check replay() {
        return new QueueCheck.Replay(new QueueCheck(schedules()));
    }
}
