package signalkit.course;

import java.nio.file.Path;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.CompileException;
import signalkit.course.check.LessonException;
import signalkit.course.check.RefusedException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.course.check.TimeLimit;

/** Runs the checks of steps; each ends in time with a result, whatever the learner's code does. */
public final class Grader {
    /**
     * A result with the time that it took.
     *
     * @param place the step
     * @param result what the check found
     * @param millis how long it took
     */
    public record Grade(Course.Place place, CheckResult result, long millis) {
        /**
         * What the result is worth.
         *
         * @return the points of the step after a pass, else 0
         */
        public int points() {
            return result.passed() ? place.step().points() : 0;
        }
    }

    private Grader() {}

    /**
     * Judges the files in a folder.
     *
     * @param place what they are to solve
     * @param folder of the files
     * @param width of what is shown of a run
     * @return the result
     */
    public static Grade grade(Course.Place place, Path folder, TerminalWidth width) {
        return grade(submission(place, folder, width), place, place.lesson().check(place.step()));
    }

    /**
     * The same result, without what takes long and is only shown to a learner.
     *
     * @param place what the files are to solve
     * @param folder of the files
     * @return the result
     */
    public static Grade verdict(Course.Place place, Path folder) {
        return grade(
                submission(place, folder, TerminalWidth.UNKNOWN),
                place,
                place.lesson().check(place.step()).verdict());
    }

    private static Submission submission(Course.Place place, Path folder, TerminalWidth width) {
        return new Submission(place.lesson().folder(), folder, place.step().files(), width);
    }

    private static Grade grade(Submission submission, Course.Place place, Check check) {
        long start = System.nanoTime();
        CheckResult result;
        try {
            result = TimeLimit.within(TimeLimit.limit(), () -> check.run(submission));
        } catch (CompileException e) {
            result =
                    CheckResult.fail("compile", "the exercise does not compile")
                            .traced(e.getMessage().lines().toList())
                            .hinted(
                                    "Fix what the first line above names; the others may follow from it.");
        } catch (RefusedException e) {
            result =
                    CheckResult.fail("refused", e.getMessage() + ", which an exercise may not")
                            .expected("calls that leave the check alone", e.getMessage())
                            .hinted(
                                    "The check runs in the same JVM as your code. Nothing here needs"
                                            + " to end it, to start a process or to use reflection.");
        } catch (LessonException e) {
            throw e;
        } catch (Exception e) {
            throw new LessonException("the check of " + place + " cannot run: " + e, e);
        }
        return new Grade(place, result, (System.nanoTime() - start) / 1_000_000);
    }
}
