/**
 * How the files of an exercise are judged: by what they do, never by their names or their text.
 *
 * <p>A {@link signalkit.lessons.check.Check} gets the learner's classes, compiled by {@link
 * signalkit.lessons.check.Compilation}, and returns a {@link signalkit.lessons.check.Result}. A
 * check that does not end is stopped by {@link signalkit.lessons.check.Deadline}.
 */
package signalkit.lessons.check;
