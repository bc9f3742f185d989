package signalkit.lessons.jvmsignals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.TerminalWidth;
import signalkit.course.teach.Similarity;

/** Only a dump of the program itself is read, and each such dump is, whatever its addresses. */
@Tag("slow")
class OwnDumpTest {
    private static final Course COURSE = Course.read(Path.of("").toAbsolutePath().getParent());
    private static final Course.Place STEP = COURSE.place("14.step");

    private static String dump;
    private static String answers;

    @TempDir private Path folder;

    @BeforeAll
    static void read() throws IOException {
        Path solution = STEP.lesson().folder().resolve("solution");
        dump =
                Files.readAllLines(solution.resolve("dump.txt")).stream()
                        .skip(1) // the seal
                        .collect(Collectors.joining("\n"));
        answers = Files.readString(solution.resolve("answers.txt"));
    }

    private CheckResult check(UnaryOperator<String> change) throws IOException {
        Files.write(
                folder.resolve("dump.txt"), OwnDump.sealed(change.apply(dump).lines().toList()));
        Files.writeString(folder.resolve("answers.txt"), change.apply(answers));
        return Grader.HERE.grade(STEP, folder, TerminalWidth.UNKNOWN).result();
    }

    @Test
    void dump_with_other_addresses_is_as_good() throws IOException {
        String lock = answers.lines().filter(line -> line.startsWith("lock=")).findFirst().get();
        String address = lock.substring("lock=".length());
        CheckResult result = check(text -> text.replace(address, "0x00000000deadbeef"));
        assertTrue(result.passed(), result.toString());
    }

    /** A check of one submission cannot tell, but whoever has two of them can. */
    @Test
    void dump_of_another_student_is_found_among_the_submissions() throws IOException {
        for (String student : List.of("ada", "bob", "cleo")) {
            Path copy = Files.createDirectories(folder.resolve(student + "/14-jvm-signals"));
            String own = student.equals("cleo") ? dump.replace("cpu=", "cpu=1") : dump + "\n";
            Files.write(
                    copy.resolve("dump.txt"),
                    OwnDump.sealed((own + "\nof a run").lines().toList()));
        }
        List<String> pairs =
                new Similarity(COURSE, 0.8)
                        .of(folder).stream()
                                .map(pair -> pair.one() + ", " + pair.other() + ": " + pair.file())
                                .toList();
        assertEquals(List.of("ada, bob: dump.txt"), pairs);
    }

    @Test
    void dump_that_was_changed_by_hand_is_none() throws IOException {
        Files.writeString(
                folder.resolve("dump.txt"),
                Files.readString(STEP.lesson().folder().resolve("solution/dump.txt"))
                        .replace("0x0", "0x1"));
        Files.writeString(folder.resolve("answers.txt"), answers.replace("0x0", "0x1"));
        CheckResult result = Grader.HERE.grade(STEP, folder, TerminalWidth.UNKNOWN).result();
        assertEquals("forged", result.cause(), result.toString());
    }

    @Test
    void dump_that_was_made_to_fit_the_answers_is_none() throws IOException {
        List<UnaryOperator<String>> changes =
                List.of(
                        text -> text.replace("SIGTERM handler", "main"),
                        text -> text.replace("\"hook\"", "\"main\""),
                        text ->
                                text.replaceAll(
                                        "Stop.main\\(Stop.java:\\d+", "Stop.main(Stop.java:1"),
                        text -> text.replace("- locked <0x", "- locked <0x1"),
                        text -> text.lines().filter(line -> !line.contains("locked")).toString(),
                        text -> "");
        for (UnaryOperator<String> change : changes) {
            CheckResult result = check(change);
            assertFalse(result.passed(), change.apply(answers));
            assertEquals("forged", result.cause(), result.toString());
        }
    }
}
