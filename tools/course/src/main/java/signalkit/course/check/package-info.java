/**
 * What the checks of all lessons are made of: exercises are judged by what they do, never by their
 * names or their text.
 *
 * <p>A {@link signalkit.course.check.Check} gets the learner's classes, compiled by {@link
 * signalkit.course.check.Compilation}, which refuses what is not in {@code allowed.txt}, and
 * returns a {@link signalkit.course.check.CheckResult}. A check that does not end is stopped by
 * {@link signalkit.course.check.TimeLimit}.
 */
package signalkit.course.check;
