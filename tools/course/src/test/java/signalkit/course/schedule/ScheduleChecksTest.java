package signalkit.course.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;
import signalkit.explorer.Schedule;

/** A lesson gives its interface and a scene, and gets the checks of three steps. */
class ScheduleChecksTest {
    private static final Course COURSE = Course.read(Path.of("src/test/home").toAbsolutePath());

    @TempDir private Path folder;

    private static CheckResult check(String step, String files) {
        return check(step, files, TerminalWidth.UNKNOWN);
    }

    private static CheckResult check(String step, String files, TerminalWidth width) {
        Course.Place place = COURSE.place("2." + step);
        return Grader.HERE.grade(place, place.lesson().folder().resolve(files), width).result();
    }

    private CheckResult handIn(String schedule) throws IOException {
        Files.writeString(folder.resolve("schedule.txt"), schedule + "\n");
        return Grader.HERE.grade(COURSE.place("2.step"), folder, TerminalWidth.UNKNOWN).result();
    }

    @Test
    void exercise_fails_with_the_schedule_and_a_hint_from_it() {
        CheckResult result = check("fix", "exercise");
        assertEquals("invariant-violated", result.cause(), result.toString());
        assertTrue(result.hint().contains("The handler of TERM ran on top of main"), result.hint());
    }

    @Test
    void solution_passes_every_schedule() {
        CheckResult result = check("fix", "solution");
        assertTrue(result.passed(), result.toString());
        assertTrue(result.schedules() > 1, result.toString());
    }

    /** A method that has no room for a point before each of its steps. */
    @Test
    void class_that_cannot_be_explored_does_not_pass() throws IOException {
        Course.Place place = COURSE.place("2.fix");
        String solution = Files.readString(place.lesson().folder().resolve("solution/Marks.java"));
        String method = "void unused() {" + " marks = marks + 1;".repeat(6_000) + " }\n\n    ";
        Files.writeString(
                folder.resolve("Marks.java"),
                solution.replace("private int marks;", "private int marks; " + method));
        CheckResult result = Grader.HERE.grade(place, folder, TerminalWidth.UNKNOWN).result();
        assertEquals("unexplored", result.cause(), result.toString());
        assertTrue(result.found().contains("lesson.Marks"), result.found());
    }

    @Test
    void schedule_of_the_failure_passes_when_it_is_handed_in() throws IOException {
        String last = String.join("\n", check("fix", "exercise").trace());
        String id = last.substring(last.lastIndexOf(' ') + 1);
        assertTrue(handIn(id).passed(), id);
    }

    @Test
    void schedule_that_breaks_nothing_does_not_pass() throws IOException {
        assertEquals("ends-in-order", handIn(Schedule.PLAIN.id()).cause());
        assertEquals("bad-id", handIn("nonsense!").cause());
        assertEquals("no-id", check("step", "exercise").cause());
    }

    @Test
    void replay_passes_when_the_exercise_is_solved_and_not_before() {
        assertFalse(check("replay", "exercise").passed());
        assertTrue(check("replay", "solution").passed());
    }

    @Test
    void table_of_a_failure_is_as_wide_as_the_terminal() {
        int narrow = widest(check("fix", "exercise", new TerminalWidth(64)));
        assertTrue(narrow <= 64, narrow + " columns");
        int wide = widest(check("fix", "exercise"));
        assertTrue(wide > 64, wide + " columns");
    }

    private static int widest(CheckResult result) {
        return result.trace().stream().mapToInt(String::length).max().orElseThrow();
    }
}
