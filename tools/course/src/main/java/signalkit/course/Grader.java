package signalkit.course;

import java.nio.file.Path;
import java.util.Arrays;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.CompileException;
import signalkit.course.check.LessonException;
import signalkit.course.check.RefusedException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.course.check.TimeLimit;

/**
 * Runs the checks of steps in this JVM, for code that can be trusted: the kit's own, or any once
 * this JVM was started for that check alone.
 */
public final class Grader implements Grading {
    /** Thread-safe, and without state. */
    public static final Grading HERE = new Grader();

    private static final String LEARNERS = "lesson.";

    /**
     * A result with the time that it took.
     *
     * @param place the step
     * @param result what the check found
     * @param millis how long it took
     */
    public record Grade(Course.Place place, CheckResult result, long millis) {}

    private Grader() {}

    @Override
    public Grade grade(Course.Place place, Path folder, TerminalWidth width) {
        return grade(submission(place, folder, width), place, place.lesson().check(place.step()));
    }

    @Override
    public Grade verdict(Course.Place place, Path folder) {
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
            result = e.result();
        } catch (LessonException e) {
            throw e;
        } catch (Exception e) {
            result = thrown(e);
        }
        return new Grade(place, result, (System.nanoTime() - start) / 1_000_000);
    }

    /** The learner's code has thrown, or the check itself has not stood what it does. */
    private static CheckResult thrown(Exception e) {
        Throwable first = e instanceof TimeLimit.ThrownError error ? error.getCause() : e;
        return Arrays.stream(first.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(LEARNERS))
                .findFirst()
                .map(
                        frame ->
                                CheckResult.fail("exception", "your code threw " + first)
                                        .expected("a call that returns", first + " at " + frame)
                                        .hinted("See " + frame + "."))
                .orElseGet(
                        () ->
                                CheckResult.fail("broken-off", "the check broke off: " + first)
                                        .expected("a check that ends", first)
                                        .hinted(
                                                "If your program does nothing unusual, this is a"
                                                        + " fault of the kit: please report it."));
    }
}
