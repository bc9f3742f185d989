package signalkit.course.schedule;

import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.LessonChecks;

/**
 * The checks of a lesson whose exercise runs in every bounded schedule.
 *
 * <p>In step {@code step} the learner finds a schedule that breaks the exercise, in step {@code
 * fix} no schedule may break it any more, and in step {@code replay} the one that broke it runs
 * again. A lesson that checks more in one of these steps overrides its method.
 */
public abstract class ScheduleChecks implements LessonChecks {
    private final SceneCheck schedules;

    /**
     * Checks by these schedules.
     *
     * @param schedules the exercise, what runs around it, and how far the explorer looks
     */
    protected ScheduleChecks(SceneCheck schedules) {
        this.schedules = schedules;
    }

    /**
     * The schedules that the learner can also drive by hand.
     *
     * @return the check of all of them
     */
    public final SceneCheck schedules() {
        return schedules;
    }

    @Override
    public final Map<String, Check> byStep() {
        return Map.of("step", step(), "fix", fix(), "replay", replay());
    }

    /**
     * The check of a schedule that the learner hands in.
     *
     * @return one that asks for the schedule alone
     */
    protected Check step() {
        return new ScheduleCheck(schedules, false);
    }

    /**
     * The check of the exercise.
     *
     * @return that of all schedules
     */
    protected Check fix() {
        return schedules;
    }

    /**
     * The check of the last step.
     *
     * @return the schedule that breaks the exercise as it was, on the learner's
     */
    protected Check replay() {
        return new SceneReplay(schedules);
    }
}
