package signalkit.course.cli;

import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;

/**
 * A grade with what it is worth to one learner.
 *
 * @param grade what the check found
 * @param assisted whether the solution had been shown before
 */
record ScoredGrade(Grader.Grade grade, boolean assisted) {
    Course.Place place() {
        return grade.place();
    }

    CheckResult result() {
        return grade.result();
    }

    /** As {@code lesson list} counts them. */
    int points() {
        return result().passed() ? CourseProgress.points(place(), assisted) : 0;
    }
}
