package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.lessons.check.Deadline;

/**
 * What the text quotes is in the files, and what it shows is what the commands print.
 *
 * <p>With {@code -Dlessons.write} the blocks are written anew instead.
 */
class TextTest {
    @TempDir private Path work;

    @BeforeAll
    static void haveTime() {
        System.setProperty(Deadline.PROPERTY, "150");
    }

    @AfterAll
    static void haveNoMoreTime() {
        System.clearProperty(Deadline.PROPERTY);
    }

    @Test
    void quotes_and_outputs_are_those_of_the_files_and_commands() throws IOException {
        Markers markers = new Markers(work);
        for (Lesson lesson : Kit.COURSE.lessons()) {
            Path file = lesson.folder().resolve("README.md");
            String renewed = markers.renew(lesson.name(), Files.readString(file));
            if (System.getProperty("lessons.write") != null) {
                Files.writeString(file, renewed);
            }
        }
        if (System.getProperty("lessons.write") == null) {
            assertEquals(List.of(), markers.faults(), "write them anew with -Dlessons.write");
        }
    }

    @Test
    void changed_quote_is_noticed() throws IOException {
        String file = "lessons/06-allow-list/solution/Notes.java";
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
    void changed_output_is_noticed_and_numbers_may_vary_only_where_marked() throws IOException {
        String marker = "<!-- run %skit lesson check 1 --on mutants/by-position | head -n 1 -->\n";
        Markers markers = new Markers(work);
        String text =
                markers.renew("control", String.format(marker, "numbers-vary ") + "```\n```\n");
        String slower = text.replaceAll("\\d+ ms", "123456 ms");
        Markers vary = new Markers(work);
        vary.renew("control", slower);
        assertEquals(List.of(), vary.faults());
        Markers exact = new Markers(work);
        exact.renew("control", slower.replace("numbers-vary ", ""));
        assertEquals(1, exact.faults().size());
        Markers other = new Markers(work);
        other.renew("control", slower.replace("failed", "passed"));
        assertEquals(1, other.faults().size());
    }

    @Test
    void every_step_has_its_text_and_every_question_three_hints() {
        List<String> faults = new ArrayList<>();
        for (Lesson lesson : Kit.COURSE.lessons()) {
            for (Step step : lesson.steps()) {
                if (lesson.text(step.id()).length() < 40) {
                    faults.add(lesson.name() + " has no section " + step.id());
                }
                if (step.isQuestion() && (step.answers().isEmpty() || step.hints().size() != 3)) {
                    faults.add(lesson.name() + "/" + step.id() + " needs answers and three hints");
                }
                if (step.why().isEmpty()) {
                    faults.add(lesson.name() + "/" + step.id() + " does not say why");
                }
            }
        }
        assertEquals(List.of(), faults);
        assertFalse(Kit.COURSE.lessons().isEmpty());
    }
}
