package signalkit.course.check;

import java.util.Map;

/**
 * What one lesson checks; its {@code lesson.json} names the class that implements this.
 *
 * <p>The class is public and has a public constructor without parameters. It is in the folder
 * {@code check} of its lesson, with everything else that only this lesson needs.
 */
@FunctionalInterface
public interface LessonChecks {
    /**
     * The checks of the lesson.
     *
     * @return by the id of the step; each step without answers has one
     */
    Map<String, Check> byStep();
}
