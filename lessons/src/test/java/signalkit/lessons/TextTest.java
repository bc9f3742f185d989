package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.TimeLimit;

/**
 * What the text quotes is in the files, and what it shows is what the commands print.
 *
 * <p>With {@code -Pall -Dlessons.write} the blocks are rewritten instead.
 */
class TextTest {
    @TempDir private Path work;

    @BeforeAll
    static void haveTime() {
        System.setProperty(TimeLimit.PROPERTY, "150");
    }

    @AfterAll
    static void haveNoMoreTime() {
        System.clearProperty(TimeLimit.PROPERTY);
    }

    @Test
    @Tag("slow")
    void quotes_and_outputs_are_those_of_the_files_and_commands() throws IOException {
        Markers markers = new Markers(work);
        for (Path file : texts()) {
            String renewed = markers.renew(name(file), Files.readString(file));
            if (System.getProperty("lessons.write") != null) {
                Files.writeString(file, renewed);
            }
        }
        if (System.getProperty("lessons.write") == null) {
            assertEquals(List.of(), markers.faults(), "rewrite them with -Pall -Dlessons.write");
            assertEquals(List.of(), linesThatMayBeWrong(markers));
        }
    }

    /** All texts; while an author rewrites a lesson, {@code -Dlessons.only=03} means that one. */
    private static List<Path> texts() {
        Path teaching = Kit.COURSE.folder().resolve("TEACHING.md");
        String only =
                System.getProperty("lessons.write") == null
                        ? ""
                        : System.getProperty("lessons.only", "");
        return Stream.concat(
                        Kit.COURSE.lessons().stream().map(l -> l.folder().resolve("README.md")),
                        Stream.of(teaching))
                .filter(file -> name(file).startsWith("lessons/" + only))
                .toList();
    }

    private static String name(Path file) {
        return Kit.HOME.relativize(file).toString();
    }

    /** Changes each line of each block below a marker in turn; returns those that nobody missed. */
    private static List<String> linesThatMayBeWrong(Markers markers) throws IOException {
        List<String> missed = new ArrayList<>();
        int changed = 0;
        for (Path file : texts()) {
            List<String> lines = Files.readAllLines(file);
            boolean inside = false;
            for (int i = 1; i < lines.size(); i++) {
                boolean fence = lines.get(i).startsWith("```");
                inside = fence ? lines.get(i - 1).startsWith("<!-- ") : inside;
                if (inside && !fence && !lines.get(i).isBlank()) {
                    List<String> wrong = new ArrayList<>(lines);
                    wrong.set(i, lines.get(i).replaceFirst("(\\p{L}|\\W)$", "$1x"));
                    wrong.set(i, wrong.get(i).equals(lines.get(i)) ? "x" : wrong.get(i));
                    markers.forgetFaults();
                    markers.renew("control", String.join("\n", wrong));
                    if (markers.faults().size() != 1) {
                        missed.add(name(file) + ":" + (i + 1) + ": " + lines.get(i));
                    }
                    changed++;
                }
            }
        }
        assertTrue(changed > 15 * texts().size(), changed + " lines were changed");
        return missed;
    }

    @Test
    void block_that_is_from_nowhere_is_noticed() throws IOException {
        for (String block :
                List.of(
                        "```java\nint x;\n```\n",
                        "```\n$ kit lesson check 9\nfailed: no\n```\n",
                        "```\n  1  locks jobs  Queue.java:21\n```\n")) {
            Markers markers = new Markers(work);
            markers.renew("control", block);
            assertEquals(1, markers.faults().size(), block);
        }
        Markers markers = new Markers(work);
        markers.renew("control", "```\n  main ──▶ worker\n```\n");
        assertEquals(List.of(), markers.faults());
    }

    @Test
    void changed_quote_is_noticed() throws IOException {
        String file = "lessons/05-allow-list/solution/Notes.java";
        String text =
                "<!-- quote "
                        + file
                        + " \"private void onTerm\" -->\n```java\nterm = false;\n```\n";
        Markers markers = new Markers(work);
        String renewed = markers.renew("control", text);
        assertEquals(1, markers.faults().size());
        assertTrue(renewed.contains("    term = true;\n}"), renewed);
        Markers again = new Markers(work);
        assertEquals(renewed, again.renew("control", renewed));
        assertEquals(List.of(), again.faults());
    }

    @Test
    void changed_options_are_noticed() throws IOException {
        Markers markers = new Markers(work);
        String right = markers.renew("control", "<!-- options 3.predict -->\n\nMore.\n");
        assertEquals(1, markers.faults().size());
        assertEquals(4, right.lines().filter(line -> line.startsWith("- ")).count(), right);
        assertEquals(0, faults(markers, right));
        assertEquals(1, faults(markers, right.replaceFirst("- ", "- not ")));
        assertEquals(1, faults(markers, right.replaceFirst("- .*\n", "")));
    }

    @Test
    void rows_of_a_run_are_those_that_are_named() throws IOException {
        String marker = "<!-- run kit lesson check 3 --on exercise | rows %s -->\n```\n```\n";
        String shown = new Markers(work).renew("control", String.format(marker, "1-2,4"));
        assertTrue(shown.contains("\n  2  USR1 arrives"), shown);
        assertTrue(shown.contains("\n  ⋮\n  4  │ waits for meter"), shown);
        assertFalse(shown.contains("\n  3  "), shown);
        assertTrue(shown.contains("found:    self-deadlock"), shown);
        String none = String.format(marker, "7");
        assertThrows(
                IllegalArgumentException.class, () -> new Markers(work).renew("control", none));
    }

    @Test
    void changed_output_is_noticed_and_numbers_may_vary_only_where_marked() throws IOException {
        String marker = "<!-- run %skit lesson check 1 --on mutants/no-bytes -->\n";
        Markers markers = new Markers(work);
        String block = String.format(marker, "") + "```\n```\n";
        String text = markers.renew("control", block);
        assertEquals(1, faults(markers, text.replace("failed", "passed")));
        assertEquals(0, faults(markers, text.replaceAll("\\d+ ms", "123456 ms")), "times vary");
        String other = text.replace("accepted=9", "accepted=10");
        assertFalse(other.equals(text), text);
        assertEquals(1, faults(markers, other));
        assertEquals(0, faults(markers, other.replace("run kit", "run numbers-vary kit")));
    }

    private static int faults(Markers markers, String text) throws IOException {
        markers.forgetFaults();
        markers.renew("control", text);
        return markers.faults().size();
    }

    @Test
    void every_step_has_its_text_and_every_question_three_hints() {
        List<String> faults = new ArrayList<>();
        for (Lesson lesson : Kit.COURSE.lessons()) {
            for (LessonStep step : lesson.steps()) {
                if (lesson.text(step.id()).length() < 40) {
                    faults.add(lesson.name() + " has no section " + step.id());
                }
                if (step.isQuestion() && step.hints().size() != 3) {
                    faults.add(lesson.name() + "/" + step.id() + " needs three hints");
                }
                if (!step.isQuestion()) {
                    assertNotNull(lesson.check(step));
                }
                if (step.why().isEmpty() && step.options().isEmpty()) {
                    faults.add(lesson.name() + "/" + step.id() + " does not say why");
                }
            }
        }
        assertEquals(List.of(), faults);
        assertFalse(Kit.COURSE.lessons().isEmpty());
    }
}
