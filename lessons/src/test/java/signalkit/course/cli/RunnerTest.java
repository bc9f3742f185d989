package signalkit.course.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TimeLimit;
import signalkit.lessons.Kit;

/** The command as a learner and an instructor use it. */
class RunnerTest {
    @TempDir private Path work;

    private Path judge;

    @BeforeEach
    void findExercise() {
        judge = work.resolve("01-two-servers").resolve("Judge.java");
    }

    private Kit.Run lesson(String... words) {
        return Kit.lesson(work, words);
    }

    private void solve(String file) throws IOException {
        Path lesson = Kit.COURSE.lesson("1").folder();
        Files.createDirectories(judge.getParent());
        Files.writeString(
                judge.getParent().resolve(file),
                Files.readString(lesson.resolve("solution").resolve(file)));
    }

    @Test
    void each_command_explains_itself() {
        for (String command : Main.line().getSubcommands().keySet()) {
            Kit.Run run = Kit.lesson(work, command, "--help");
            assertEquals(0, run.status(), command + ": " + run.err());
            assertTrue(run.out().startsWith("Usage: lesson " + command), run.out());
        }
    }

    @Test
    void first_step_passes_at_once() {
        Kit.Run run = lesson("check");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(lesson("next").out().contains("predict"), "the next step is the question");
    }

    @Test
    void right_answer_passes_and_wrong_one_does_not() {
        lesson("skip", "1.start");
        assertEquals(1, lesson("answer", "a").status());
        assertEquals(0, lesson("answer", " B ").status());
        assertTrue(lesson("list").out().contains("s+...."), lesson("list").out());
    }

    @Test
    void answer_may_name_its_step() {
        assertEquals(0, lesson("answer", "1.predict", "b").status());
        assertTrue(lesson("list").out().contains(".+...."), lesson("list").out());
        assertTrue(lesson("next").out().contains("start"), "the current step is still the first");
    }

    @Test
    void skipped_step_has_no_points_and_can_be_passed_later() {
        lesson("skip", "1.predict");
        assertTrue(lesson("list").out().contains(".s....   0/9"), lesson("list").out());
        lesson("answer", "1.predict", "b");
        assertTrue(lesson("list").out().contains(".+....   1/9"), lesson("list").out());
    }

    @Test
    void skipping_a_lesson_leaves_what_was_passed() {
        lesson("answer", "1.predict", "b");
        lesson("skip", "1");
        assertTrue(lesson("list").out().contains("s+ssss   1/9"), lesson("list").out());
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
        Kit.Run run = lesson("check", "1");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("expected: false"), run.out());
        assertTrue(run.out().contains("found:    true"), run.out());
        assertTrue(lesson("hint", "1").out().contains("threads=8"), "drawn from the run");
    }

    @Test
    void compile_error_is_shown_as_the_compiler_says_it() throws IOException {
        lesson("check", "1");
        Files.writeString(judge, "package lesson; class Judge { int x = \"one\"; }");
        Kit.Run run = lesson("check", "1");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("Judge.java:1: error: incompatible types"), run.out());
        assertTrue(run.out().contains("^"), "with the place in the line");
    }

    @Test
    void empty_file_is_said_to_lack_the_class() throws IOException {
        for (String lesson : List.of("1", "3", "6", "12")) {
            Course.Place place = Kit.COURSE.place(lesson + ".fix");
            Path copies = work.resolve(place.lesson().name());
            Files.createDirectories(copies);
            Files.writeString(copies.resolve(place.step().files().get(0)), "");
            Kit.Run run = lesson("check", lesson + ".fix");
            assertEquals(1, run.status(), run.err());
            assertTrue(run.out().contains("failed: the exercise does not compile"), run.out());
            assertTrue(run.out().contains("keep that part"), run.out());
        }
    }

    @Test
    void exercise_that_would_end_the_check_is_refused() throws IOException {
        lesson("check", "1");
        String solved =
                Files.readString(Kit.COURSE.lesson("1").folder().resolve("solution/Judge.java"));
        for (String cheat :
                List.of(
                        "System.exit(0);",
                        "Runtime.getRuntime().halt(0);",
                        "Runnable end = Runtime.getRuntime()::gc;",
                        "try { Class.forName(\"java.lang.System\"); } catch (Exception e) {}")) {
            Files.writeString(judge, solved.replace("if (status != 0", cheat + " if (status != 0"));
            Kit.Run run = lesson("check", "1");
            assertEquals(1, run.status(), run.out() + run.err());
            assertTrue(run.out().contains("lesson.Judge.isClean calls java.lang."), run.out());
        }
    }

    @Test
    void pass_after_a_look_at_the_solution_is_marked() throws IOException {
        lesson("solution", "1");
        solve("Judge.java");
        Kit.Run run = lesson("check", "1");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("assisted"), run.out());
        assertTrue(lesson("list").out().contains("2/9"), "half of 4 points");
    }

    @Test
    void pass_after_a_skip_and_a_look_at_the_solution_is_marked() {
        lesson("skip", "1.predict");
        lesson("solution", "1.predict");
        lesson("answer", "1.predict", "b");
        assertTrue(lesson("list").out().contains(".h...."), lesson("list").out());
    }

    @Test
    void look_at_the_solution_after_the_pass_changes_nothing() throws IOException {
        solve("Judge.java");
        lesson("check", "1");
        lesson("solution", "1");
        lesson("check", "1");
        assertTrue(lesson("list").out().contains("4/9"), lesson("list").out());
    }

    @Test
    void progress_survives_export_and_import() throws IOException {
        solve("Judge.java");
        lesson("check", "1");
        String before = lesson("list").out();
        Path file = work.resolve("exported.json");
        lesson("export", file.toString());
        lesson("reset", "1");
        assertFalse(before.equals(lesson("list").out()), "reset forgets");
        lesson("import", file.toString());
        assertEquals(before, lesson("list").out());
    }

    @Test
    void import_forgets_what_came_after_the_export() {
        String before = lesson("list").out();
        Path file = work.resolve("exported.json");
        lesson("export", file.toString());
        lesson("answer", "1.predict", "b");
        lesson("import", file.toString());
        assertEquals(before, lesson("list").out());
    }

    @Test
    void reset_brings_the_exercise_back_and_keeps_the_old_file() throws IOException {
        lesson("check", "1");
        String fresh = Files.readString(judge);
        Files.writeString(judge, "mine");
        lesson("reset", "1");
        assertEquals(fresh, Files.readString(judge));
        assertEquals("mine", Files.readString(judge.resolveSibling("Judge.java.old")));
    }

    @Test
    void receipt_holds_until_a_byte_of_the_files_changes() throws IOException {
        solve("Judge.java");
        Path receipt = work.resolve("receipt.json");
        assertEquals(0, lesson("check", "1", "--receipt", receipt.toString()).status());
        assertEquals(0, lesson("verify", receipt.toString()).status());
        Files.writeString(judge, Files.readString(judge) + "\n");
        Kit.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("Judge.java is not the file checked"), run.out());
    }

    @Test
    void receipt_that_was_changed_does_not_hold() throws IOException {
        Path receipt = work.resolve("receipt.json");
        assertEquals(1, lesson("check", "1", "--receipt", receipt.toString()).status());
        String forged =
                Files.readString(receipt)
                        .replace("\"passed\": false", "\"passed\": true")
                        .replace("\"points\": 0", "\"points\": 4");
        Files.writeString(receipt, forged);
        Kit.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("digest"), run.out());
        assertTrue(run.out().contains("fails here"), "the checks run again: " + run.out());
    }

    @Test
    void receipt_made_to_fit_other_files_does_not_hold() throws IOException {
        solve("Judge.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        String solved = Workspace.hash(Files.readAllBytes(judge));
        Files.copy(
                Kit.COURSE.lesson("1").folder().resolve("exercise").resolve("Judge.java"),
                judge,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                receipt,
                Files.readString(receipt)
                        .replace(solved, Workspace.hash(Files.readAllBytes(judge))));
        Kit.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("fails here"), run.out());
    }

    @Test
    void receipt_says_that_the_solution_had_been_shown() throws IOException {
        lesson("solution", "1");
        solve("Judge.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        assertTrue(Files.readString(receipt).contains("\"assisted\": true"));
    }

    @Test
    void receipt_of_another_version_or_of_other_runs_does_not_hold() throws IOException {
        solve("Judge.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Files.writeString(
                receipt,
                Files.readString(receipt)
                        .replace("\"schedules\": 35", "\"schedules\": 1")
                        .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"0\""));
        String out = lesson("verify", receipt.toString()).out();
        assertTrue(out.contains("made by version 0"), out);
        assertTrue(out.contains("35 runs here, 1 in the receipt"), out);
    }

    @Test
    void no_field_of_a_receipt_can_be_changed_although_its_digest_is_made_to_fit()
            throws IOException {
        solve("Judge.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Receipt.Item item = Receipt.load(receipt).checks().get(0);
        Map<String, String> more = new TreeMap<>(item.files());
        more.put("More.java", "0");
        List<Receipt.Item> forged =
                List.of(
                        new Receipt.Item(item.lesson(), "replay", true, false, 4, 12, item.files()),
                        new Receipt.Item(item.lesson(), "fix", false, false, 0, 12, item.files()),
                        new Receipt.Item(item.lesson(), "fix", true, false, 40, 12, item.files()),
                        new Receipt.Item(item.lesson(), "fix", true, false, 4, 13, item.files()),
                        new Receipt.Item(item.lesson(), "fix", true, false, 4, 12, more),
                        new Receipt.Item(item.lesson(), "fix", true, false, 4, 12, Map.of()));
        for (Receipt.Item each : forged) {
            String version = Main.Version.number();
            new Receipt(version, List.of(each), Receipt.digest(version, List.of(each)))
                    .save(receipt);
            Kit.Run run = lesson("verify", receipt.toString());
            assertEquals(1, run.status(), each + run.out() + run.err());
            assertTrue(run.out().contains("does not hold"), run.out());
        }
    }

    @Test
    void what_is_no_receipt_is_said_to_be_none() throws IOException {
        Path receipt = work.resolve("receipt.json");
        for (String text : List.of("", "{}", "[]", "{\"checks\": [null], \"digest\": \"\"}")) {
            Files.writeString(receipt, text);
            Kit.Run run = lesson("verify", receipt.toString());
            assertEquals(2, run.status(), run.out() + run.err());
            assertTrue(run.err().contains("is not a receipt"), run.err());
        }
    }

    @Test
    void grades_are_written_as_json_and_as_junit_report() throws IOException {
        Path junit = work.resolve("report.xml");
        Kit.Run run = lesson("check", "1", "--json", "--junit", junit.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("\"cause\": \"status\"") || run.out().contains("\"hint\""));
        String xml = Files.readString(junit);
        assertTrue(xml.contains("tests=\"1\" failures=\"1\""), xml);
        assertTrue(xml.contains("<testcase classname=\"01-two-servers\" name=\"fix\""), xml);
    }

    @Test
    void bad_input_is_one_line_and_status_2() throws IOException {
        Files.writeString(work.resolve("progress.json"), "[not progress");
        List<Kit.Run> runs =
                List.of(
                        lesson("list"),
                        Kit.lesson(work.resolve("new"), "check", "99"),
                        Kit.lesson(work.resolve("new"), "show", "1.nothing"),
                        Kit.lesson(work.resolve("new"), "verify", "no-such-file"),
                        Kit.lesson(work.resolve("new"), "import", "no-such-file"),
                        Kit.lesson(work.resolve("new"), "check", "1", "--on", "nowhere"),
                        Kit.lesson(work.resolve("new"), "answer", "1.predict"),
                        Kit.lesson(work.resolve("new"), "answer", "1.fix", "b"),
                        Kit.lesson(
                                work.resolve("new"),
                                "check",
                                "1",
                                "--on",
                                "solution",
                                "--receipt",
                                "r"),
                        Kit.lesson(work.resolve("new"), "frobnicate"));
        for (Kit.Run run : runs) {
            assertEquals(2, run.status(), run.out() + run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().startsWith("error: "), run.err());
        }
    }

    @Test
    void check_without_an_end_is_stopped_and_shows_where_it_is() throws Exception {
        CheckResult result =
                TimeLimit.within(
                        Duration.ofMillis(200),
                        () -> {
                            synchronized (this) {
                                wait();
                            }
                            return CheckResult.pass("never", 1);
                        });
        assertEquals("no-end", result.cause());
        assertTrue(String.join("\n", result.trace()).contains("RunnerTest"), "" + result.trace());
    }
}
