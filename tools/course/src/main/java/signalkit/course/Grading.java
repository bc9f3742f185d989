package signalkit.course;

import java.nio.file.Path;
import signalkit.course.check.TerminalWidth;

/** Judges the files in a folder; where their classes run is what implementations differ in. */
public interface Grading {
    /**
     * Judges the files of a step, and ends in time with a result, whatever they do.
     *
     * @param place what the files are to solve
     * @param folder of the files
     * @param width of what is shown of a run
     * @return the result
     * @throws signalkit.course.check.LessonException when the kit is not fit to run the check
     */
    Grader.Grade grade(Course.Place place, Path folder, TerminalWidth width);

    /**
     * The same result, without what takes long and is only shown to a learner.
     *
     * @param place what the files are to solve
     * @param folder of the files
     * @return the result
     * @throws signalkit.course.check.LessonException when the kit is not fit to run the check
     */
    Grader.Grade verdict(Course.Place place, Path folder);
}
