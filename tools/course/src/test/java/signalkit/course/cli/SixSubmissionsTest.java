package signalkit.course.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import signalkit.course.check.TimeLimit;
import signalkit.course.isolation.IsolatedGrader;

/** Whatever is handed in, the report has a line for each exercise, and scores that differ. */
@Tag("slow")
class SixSubmissionsTest {
    private static final int POINTS = 5;

    @TempDir private Path work;

    private String solution() throws IOException {
        return Files.readString(
                TestCourse.COURSE.lesson("1").folder().resolve("solution/Adder.java"));
    }

    private void scores(int points, String text) throws IOException {
        Path file = work.resolve("01-sums/Adder.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        StringWriter out = new StringWriter();
        CommandLine line = Main.line(new IsolatedGrader());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int status = line.execute("--work", work.toString(), "check", "--lessons", "1");
        assertEquals(points == POINTS ? 0 : 1, status, out.toString());
        assertEquals(3, out.toString().lines().count(), out.toString());
        assertTrue(
                out.toString().contains("in all: " + points + " of " + POINTS + " points"),
                out.toString());
    }

    @Test
    void honest_answer_of_another_design_gets_all_points() throws IOException {
        scores(
                POINTS,
                """
                package lesson;

                public class Adder implements signalkit.lessons.sums.Sum {
                    public int of(java.util.List<Integer> numbers) {
                        return numbers.stream().reduce(0, Integer::sum);
                    }
                }
                """);
    }

    @Test
    void copied_solution_gets_them_too_and_is_for_the_similarity_report() throws IOException {
        scores(POINTS, solution());
    }

    @Test
    void empty_file_gets_none() throws IOException {
        scores(0, "");
    }

    @Test
    void compile_error_gets_none() throws IOException {
        scores(0, solution().replace("public", "publik"));
    }

    @Test
    void cheat_gets_none() throws IOException {
        scores(
                0,
                solution()
                        .replaceFirst(
                                "\\{",
                                "{ static { try { new java.beans.Statement(System.class, \"exit\","
                                        + " new Object[] {0}).execute(); } catch (Exception e) {} }"));
    }

    @Test
    void endless_loop_gets_none() throws IOException {
        String before = System.setProperty(TimeLimit.PROPERTY, "4");
        try {
            scores(
                    0,
                    solution()
                            .replaceFirst("\\{", "{ static { while (System.nanoTime() != 1) {} }"));
        } finally {
            if (before == null) {
                System.clearProperty(TimeLimit.PROPERTY);
            } else {
                System.setProperty(TimeLimit.PROPERTY, before);
            }
        }
    }
}
