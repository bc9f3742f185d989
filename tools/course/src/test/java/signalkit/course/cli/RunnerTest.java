package signalkit.course.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;

/** The command as a learner and an instructor use it. */
class RunnerTest {
    @TempDir private Path work;

    private Path adder;

    @BeforeEach
    void findExercise() {
        adder = work.resolve("01-sums").resolve("Adder.java");
    }

    private TestCourse.Run lesson(String... words) {
        return TestCourse.lesson(work, words);
    }

    @Test
    void each_command_explains_itself() {
        for (String command : Main.line().getSubcommands().keySet()) {
            TestCourse.Run run = TestCourse.lesson(work, command, "--help");
            assertEquals(0, run.status(), command + ": " + run.err());
            String typed = command.matches("course|site") ? command : "lesson " + command;
            assertTrue(run.out().startsWith("Usage: " + typed), run.out());
        }
    }

    @Test
    void first_step_passes_at_once() {
        TestCourse.Run run = lesson("check");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(lesson("next").out().contains("predict"), "the next step is the question");
    }

    @Test
    void right_answer_passes_and_wrong_one_does_not() {
        lesson("skip", "1.start");
        assertEquals(1, lesson("answer", "12").status());
        assertEquals(0, lesson("answer", " 3, the Sum ").status());
        assertTrue(lesson("list").out().contains("s+..."), lesson("list").out());
    }

    @Test
    void answer_may_name_its_step() {
        assertEquals(0, lesson("answer", "1.predict", "3, the sum").status());
        assertTrue(lesson("list").out().contains(".+..."), lesson("list").out());
        assertTrue(lesson("next").out().contains("start"), "the current step is still the first");
    }

    @Test
    void skipped_step_has_no_points_and_can_be_passed_later() {
        lesson("skip", "1.predict");
        assertTrue(lesson("list").out().contains(".s...   0/7"), lesson("list").out());
        lesson("answer", "1.predict", "3, the sum");
        assertTrue(lesson("list").out().contains(".+...   1/7"), lesson("list").out());
    }

    @Test
    void skipping_a_lesson_leaves_what_was_passed() {
        lesson("answer", "1.predict", "3, the sum");
        lesson("skip", "1");
        assertTrue(lesson("list").out().contains("s+sss   1/7"), lesson("list").out());
    }

    @Test
    void hints_of_a_question_get_plainer() {
        lesson("skip", "1.start");
        String first = lesson("hint").out();
        String second = lesson("hint").out();
        String third = lesson("hint").out();
        assertFalse(first.equals(second) || second.equals(third), first + second + third);
        assertEquals(third, lesson("hint").out(), "there are three");
    }

    @Test
    void failed_check_shows_expected_beside_found_and_gives_a_hint_of_that_run() {
        TestCourse.Run run = lesson("check", "1");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("expected: 7"), run.out());
        assertTrue(run.out().contains("found:    1"), run.out());
        assertTrue(lesson("hint", "1").out().contains("[7]"), "drawn from the run");
    }

    @Test
    void compile_error_is_shown_as_the_compiler_says_it() throws IOException {
        lesson("check", "1");
        Files.writeString(adder, "package lesson; class Adder { int x = \"one\"; }");
        TestCourse.Run run = lesson("check", "1");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("Adder.java:1: error: incompatible types"), run.out());
        assertTrue(run.out().contains("^"), "with the place in the line");
    }

    @Test
    void empty_file_is_said_to_lack_the_class() throws IOException {
        for (String lesson : List.of("1", "2")) {
            Course.Place place = TestCourse.COURSE.place(lesson + ".fix");
            Path copies = work.resolve(place.lesson().name());
            Files.createDirectories(copies);
            Files.writeString(copies.resolve(place.step().files().get(0)), "");
            TestCourse.Run run = lesson("check", lesson + ".fix");
            assertEquals(1, run.status(), run.err());
            assertTrue(run.out().contains("failed: the exercise does not compile"), run.out());
            assertTrue(run.out().contains("keep that part"), run.out());
        }
    }

    @Test
    void exercise_that_would_end_the_check_is_refused() throws IOException {
        lesson("check", "1");
        String solved =
                Files.readString(
                        TestCourse.COURSE.lesson("1").folder().resolve("solution/Adder.java"));
        Map<String, String> callsByCheat =
                Map.of(
                        "System.exit(0);",
                        "java.lang.System.exit",
                        "Runtime.getRuntime().halt(0);",
                        "java.lang.Runtime.halt",
                        "Runnable end = Runtime.getRuntime()::gc;",
                        "java.lang.Runtime.gc",
                        "try { Class.forName(\"java.lang.System\"); } catch (Exception e) {}",
                        "java.lang.Class.forName",
                        "new signalkit.lessons.sums.SumsChecks();",
                        "signalkit.lessons.sums.SumsChecks",
                        "signalkit.course.check.CheckResult.pass(\"all\", 1);",
                        "signalkit.course.check.CheckResult");
        for (Map.Entry<String, String> each : callsByCheat.entrySet()) {
            String cheat = each.getKey() + " int sum = 0;";
            Files.writeString(adder, solved.replace("int sum = 0;", cheat));
            TestCourse.Run run = lesson("check", "1");
            assertEquals(1, run.status(), run.out() + run.err());
            assertTrue(run.out().contains("lesson.Adder.of uses " + each.getValue()), run.out());
        }
    }

    @Test
    void pass_after_a_look_at_the_solution_is_marked() throws IOException {
        lesson("solution", "1");
        TestCourse.solve(work, "1", "Adder.java");
        TestCourse.Run run = lesson("check", "1");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("assisted"), run.out());
        assertTrue(lesson("list").out().contains("2/7"), "half of 4 points");
    }

    @Test
    void pass_after_a_skip_and_a_look_at_the_solution_is_marked() {
        lesson("skip", "1.predict");
        lesson("solution", "1.predict");
        lesson("answer", "1.predict", "3, the sum");
        assertTrue(lesson("list").out().contains(".h..."), lesson("list").out());
    }

    @Test
    void look_at_the_solution_after_the_pass_changes_nothing() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        lesson("check", "1");
        lesson("solution", "1");
        lesson("check", "1");
        assertTrue(lesson("list").out().contains("4/7"), lesson("list").out());
    }

    @Test
    void progress_survives_export_and_import() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        lesson("check", "1");
        String before = lesson("list").out();
        Path file = work.resolve("exported.json");
        lesson("export", file.toString());
        lesson("reset", "1");
        assertFalse(before.equals(lesson("list").out()), "reset forgets");
        lesson("import", file.toString());
        assertEquals(before, lesson("list").out());
    }

    /** Otherwise a look at the solution would cost nothing. */
    @Test
    void neither_reset_nor_import_makes_a_pass_unassisted() throws IOException {
        String before = work.resolve("before.json").toString();
        lesson("check", "1");
        lesson("export", before);
        lesson("solution", "1");
        lesson("reset", "1");
        TestCourse.solve(work, "1", "Adder.java");
        assertTrue(lesson("check", "1").out().contains("assisted"), "after a reset");
        lesson("import", before);
        assertTrue(lesson("check", "1").out().contains("assisted"), "after an import");
    }

    @Test
    void range_of_lessons_is_checked_and_no_other() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        TestCourse.Run run = lesson("check", "--lessons", "1");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().contains("in all: 5 of 5 points"), run.out());
        assertTrue(lesson("check", "--lessons", "1-2").out().contains("lesson 2, fix"), "both");
        for (String wrong : List.of("9", "x", "", "1-", "2-1", "1,", "-1")) {
            run = lesson("check", "--lessons", wrong);
            assertEquals(2, run.status(), wrong + run.out());
            assertTrue(run.err().contains("«") || wrong.startsWith("-"), run.err());
        }
        assertEquals(2, lesson("check", "--all", "--lessons", "1").status());
        assertEquals(2, lesson("check", "1", "--lessons", "1").status());
    }

    @Test
    void import_forgets_what_came_after_the_export() {
        String before = lesson("list").out();
        Path file = work.resolve("exported.json");
        lesson("export", file.toString());
        lesson("answer", "1.predict", "3, the sum");
        lesson("import", file.toString());
        assertEquals(before, lesson("list").out());
    }

    @Test
    void reset_brings_the_exercise_back_and_keeps_the_old_file() throws IOException {
        lesson("check", "1");
        String fresh = Files.readString(adder);
        Files.writeString(adder, "mine");
        lesson("reset", "1");
        assertEquals(fresh, Files.readString(adder));
        assertEquals("mine", Files.readString(adder.resolveSibling("Adder.java.old")));
    }

    @Test
    void grades_are_written_as_json_and_as_junit_report() throws IOException {
        Path junit = work.resolve("report.xml");
        TestCourse.Run run = lesson("check", "1", "--json", "--junit", junit.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("\"cause\": \"sum\"") || run.out().contains("\"hint\""));
        String xml = Files.readString(junit);
        assertTrue(xml.contains("tests=\"1\" failures=\"1\""), xml);
        assertTrue(xml.contains("<testcase classname=\"01-sums\" name=\"fix\""), xml);
    }

    @Test
    void bad_input_is_one_line_and_status_2() throws IOException {
        Files.writeString(work.resolve("progress.json"), "[not progress");
        List<TestCourse.Run> runs =
                List.of(
                        lesson("list"),
                        TestCourse.lesson(work.resolve("new"), "check", "99"),
                        TestCourse.lesson(work.resolve("new"), "show", "1.nothing"),
                        TestCourse.lesson(work.resolve("new"), "verify", "no-such-file"),
                        TestCourse.lesson(work.resolve("new"), "import", "no-such-file"),
                        TestCourse.lesson(work.resolve("new"), "export", "/"),
                        TestCourse.lesson(work.resolve("new"), "check", "1", "--receipt", "/"),
                        TestCourse.lesson(work.resolve("new"), "check", "1", "--csv", "/"),
                        TestCourse.lesson(work.resolve("new"), "check", "1", "--on", "nowhere"),
                        TestCourse.lesson(work.resolve("new"), "answer", "1.predict"),
                        TestCourse.lesson(work.resolve("new"), "answer", "1.fix", "b"),
                        TestCourse.lesson(
                                work.resolve("new"),
                                "check",
                                "1",
                                "--on",
                                "solution",
                                "--receipt",
                                "r"),
                        TestCourse.lesson(work.resolve("new"), "frobnicate"));
        for (TestCourse.Run run : runs) {
            assertEquals(2, run.status(), run.out() + run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().startsWith("error: "), run.err());
        }
    }
}
