package signalkit.course.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.course.Course;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;
import signalkit.course.check.TerminalWidth;

/**
 * However the JVM of a check ends, there is a verdict, and it is no pass unless the check said so.
 */
class IsolatedGraderTest {
    private static final Course ROGUE =
            Course.read(Path.of("src/test/rogue-home").toAbsolutePath());
    private static final Course COURSE = Course.read(Path.of("src/test/home").toAbsolutePath());
    private static final IsolatedGrader GRADER =
            new IsolatedGrader(new CheckTime(Duration.ofSeconds(60), Duration.ofSeconds(60)));

    /** For checks that never end; a busy machine may not come to any other verdict in that time. */
    private static final IsolatedGrader IMPATIENT =
            new IsolatedGrader(new CheckTime(Duration.ofSeconds(3), Duration.ofSeconds(3)));

    @TempDir private Path folder;

    private CheckResult rogue(String step) {
        return GRADER.grade(ROGUE.place("1." + step), folder, TerminalWidth.UNKNOWN).result();
    }

    private CheckResult adder(String text) throws IOException {
        return adder(text, GRADER);
    }

    private CheckResult adder(String text, IsolatedGrader grader) throws IOException {
        Files.writeString(folder.resolve("Adder.java"), text);
        return grader.grade(COURSE.place("1.fix"), folder, TerminalWidth.UNKNOWN).result();
    }

    /** The right sum, and something else. */
    private CheckResult adderWith(String members, String inside) throws IOException {
        return adder(adderTextWith(members, inside));
    }

    private static String adderTextWith(String members, String inside) {
        return ("package lesson; import java.util.List; import signalkit.lessons.sums.Sum;"
                + " public class Adder implements Sum { "
                + members
                + " public int of(List<Integer> numbers) { "
                + inside
                + " int sum = 0; for (int number : numbers) { sum += number; }"
                + " return sum; } }");
    }

    @Test
    void reply_of_a_check_is_its_verdict() {
        assertTrue(rogue("good").passed());
    }

    @ParameterizedTest
    @CsvSource({"exits,ended", "halts,ended", "forges,ended", "repeats,ended"})
    void end_without_a_whole_reply_is_no_pass(String step, String cause) {
        CheckResult result = rogue(step);
        assertFalse(result.passed());
        assertEquals(cause, result.cause());
        assertFalse(result.hint().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"floods,output", "hoards,memory", "starts,threads"})
    @Tag("slow")
    void check_that_takes_too_much_is_stopped(String step, String cause) {
        assertEquals(cause, rogue(step).cause());
    }

    @Test
    @Tag("slow")
    void check_that_does_not_end_is_stopped() {
        Course.Place never = ROGUE.place("1.never");
        assertEquals(
                "no-end", IMPATIENT.grade(never, folder, TerminalWidth.UNKNOWN).result().cause());
    }

    @Test
    void check_that_breaks_off_is_no_pass() {
        CheckResult result = rogue("breaks");
        assertEquals("broken-off", result.cause());
        assertTrue(result.found().contains("no check today"), result.found());
    }

    @Test
    void kit_that_cannot_run_a_check_is_said_to_be_unfit() {
        LessonException error = assertThrows(LessonException.class, () -> rogue("unfit"));
        assertEquals("the server is not built; build it", error.getMessage());
    }

    @Test
    void what_a_submission_prints_is_shown_without_what_moves_a_cursor() {
        CheckResult result = rogue("colours");
        assertEquals("?[32mpassed @ |green all|@", result.summary());
        assertEquals("b?", result.found());
        assertTrue(result.trace().contains("  one line"), "" + result.trace());
        assertTrue(result.trace().contains("  ?[2Jone more"), "" + result.trace());
    }

    @Test
    void right_answer_passes_and_its_prints_are_shown_in_short() throws IOException {
        CheckResult result =
                adderWith("", "for (int i = 0; i < 100_000; i++) { System.out.println(i); }");
        assertTrue(result.passed(), result.toString());
        assertTrue(result.trace().contains("  9"), "" + result.trace());
        assertTrue(result.trace().contains("  … and 299,990 lines more"), "" + result.trace());
    }

    @Test
    void words_that_look_like_a_verdict_are_none() throws IOException {
        CheckResult result =
                adder(
                        "package lesson; public class Adder implements signalkit.lessons.sums.Sum {"
                                + " public int of(java.util.List<Integer> numbers) {"
                                + " System.out.println(\"passed: all schedules\");"
                                + " return 7; } }");
        assertEquals("sum", result.cause(), result.toString());
    }

    @Test
    void exception_of_the_submission_is_its_own() throws IOException {
        CheckResult result = adderWith("", "if (numbers.size() > 1) throw new Error(\"mine\");");
        assertEquals("exception", result.cause(), result.toString());
        assertTrue(result.found().contains("Adder.of"), result.found());
        result = adderWith("{ if (true) throw new StackOverflowError(); }", "");
        assertFalse(result.passed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-end  | static { while (System.nanoTime() != 1) {} }",
                "no-end  | { while (System.nanoTime() != 1) {} }",
                "memory  | static java.util.List<long[]> all = new java.util.ArrayList<>(); {"
                        + " while (true) { if (!all.add(new long[1 << 20])) break; } }",
                "threads | { while (System.nanoTime() != 1) { new Thread(() -> { try {"
                        + " Thread.sleep(99_999); } catch (InterruptedException e) {} }).start(); } }",
            })
    @Tag("slow")
    void submission_that_takes_too_much_is_stopped(String cause, String members)
            throws IOException {
        IsolatedGrader grader = cause.equals("no-end") ? IMPATIENT : GRADER;
        assertEquals(cause, adder(adderTextWith(members, ""), grader).cause());
    }

    @Test
    void link_pipe_folder_and_large_file_are_not_read() throws IOException, InterruptedException {
        Path file = folder.resolve("Adder.java");
        Path solution = COURSE.lesson("1").folder().resolve("solution/Adder.java");
        Files.createSymbolicLink(file, solution);
        assertEquals("file", fix().cause());
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals("file", fix().cause());
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        assertEquals("file", fix().cause());
        Files.delete(file);
        Files.writeString(file, Files.readString(solution) + "//" + "x".repeat(300_000));
        assertEquals("file", fix().cause());
        Files.delete(file);
        assertEquals("file", fix().cause(), "missing");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.copy(solution, elsewhere.resolve("Adder.java"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        CheckResult linked =
                GRADER.grade(COURSE.place("1.fix"), link, TerminalWidth.UNKNOWN).result();
        assertEquals("file", linked.cause());
    }

    private CheckResult fix() {
        return GRADER.verdict(COURSE.place("1.fix"), folder).result();
    }

    @Test
    void annotation_processor_in_a_submission_does_not_run() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("javax.annotation.processing.Processor"), "lesson.Adder\n");
        assertTrue(adderWith("", "").passed());
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        long before = folders();
        adderWith("", "");
        assertEquals(before, folders());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("Adder.java")), files.toList());
        }
    }

    private static long folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(each -> each.getFileName().toString().startsWith("signalkit-check"))
                    .count();
        }
    }
}
