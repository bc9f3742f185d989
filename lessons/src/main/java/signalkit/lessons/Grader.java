package signalkit.lessons;

import java.nio.file.Path;
import signalkit.lessons.check.Check;
import signalkit.lessons.check.Checks;
import signalkit.lessons.check.CompileException;
import signalkit.lessons.check.Deadline;
import signalkit.lessons.check.RefusedException;
import signalkit.lessons.check.Result;
import signalkit.lessons.check.Submission;

/** Runs the checks of steps; whatever the learner's code does, it ends in time with a result. */
final class Grader {
    /**
     * A result with the time that it took.
     *
     * @param place the step
     * @param result what the check found
     * @param millis how long it took
     */
    record Grade(Course.Place place, Result result, long millis) {
        int points() {
            return result.passed() ? place.step().points() : 0;
        }
    }

    private Grader() {}

    /** Judges the files in a folder. */
    static Grade grade(Course.Place place, Path folder) {
        return grade(place, folder, Checks.named(place.step().check()));
    }

    /** The same result, without what takes long and is only shown to a learner. */
    static Grade verdict(Course.Place place, Path folder) {
        return grade(place, folder, Checks.named(place.step().check()).verdict());
    }

    private static Grade grade(Course.Place place, Path folder, Check check) {
        Submission submission =
                new Submission(place.lesson().folder(), folder, place.step().files());
        long start = System.nanoTime();
        Result result;
        try {
            result = Deadline.within(Deadline.limit(), () -> check.run(submission));
        } catch (CompileException e) {
            result =
                    Result.fail("compile", "the exercise does not compile")
                            .traced(e.getMessage().lines().toList())
                            .hinted(
                                    "Mend what the first line above names; the others may follow from it.");
        } catch (RefusedException e) {
            result =
                    Result.fail("refused", e.getMessage() + ", which an exercise may not")
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
