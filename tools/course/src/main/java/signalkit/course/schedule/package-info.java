/**
 * Checks that run an exercise in every bounded schedule, and the game in which a learner drives it.
 *
 * <p>A {@link signalkit.course.schedule.Scene} is what runs around the learner's object. A lesson
 * whose checks are {@link signalkit.course.schedule.ScheduleChecks} can be stepped through and
 * replayed.
 */
package signalkit.course.schedule;
