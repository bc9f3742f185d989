package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.ScheduleChecks;

/** The last step of a lesson does not pass before the exercise is solved. */
class ReplayStepsTest {
    static Stream<Course.Place> replays() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.checks() instanceof ScheduleChecks)
                .map(lesson -> Kit.COURSE.place(lesson.number() + ".replay"));
    }

    private static CheckResult replay(Course.Place place, String folder) {
        return Grader.HERE
                .grade(place, place.lesson().folder().resolve(folder), TerminalWidth.UNKNOWN)
                .result();
    }

    @ParameterizedTest
    @MethodSource("replays")
    void exercise_as_it_was_does_not_pass(Course.Place place) {
        CheckResult result = replay(place, "exercise");
        assertFalse(result.passed(), result.toString());
        assertFalse(result.hint().isEmpty(), result.toString());
        assertFalse(result.trace().contains("  null"), result.toString());
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("replays")
    void solution_passes(Course.Place place) {
        CheckResult result = replay(place, "solution");
        assertTrue(result.passed(), result.toString());
    }
}
