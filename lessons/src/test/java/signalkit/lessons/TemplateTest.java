package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.course.Course;
import signalkit.course.Lesson;

/** Each lesson has the form that CONTRIBUTING describes. */
class TemplateTest {
    private static final Lesson MODEL = Kit.COURSE.lesson("3");

    @TempDir private Path home;

    static Stream<Lesson> lessons() {
        return Kit.COURSE.lessons().stream();
    }

    /** The text is still that of the first edition; its author removes the line. */
    private static boolean isOfFirstEdition(Lesson lesson) throws IOException {
        String json = Files.readString(lesson.folder().resolve("lesson.json"));
        return json.contains("\"edition\": 1,");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void lesson_has_the_form_of_a_lesson(Lesson lesson) throws IOException {
        List<String> faults = LessonTemplate.faults(lesson, lesson.readme());
        if (isOfFirstEdition(lesson)) {
            assertFalse(faults.isEmpty(), "remove \"edition\" from its lesson.json");
        } else {
            assertEquals(List.of(), faults);
        }
    }

    @Test
    void text_that_lacks_a_part_is_noticed() {
        String text = MODEL.readme();
        assertEquals(List.of(), LessonTemplate.faults(MODEL, text));
        for (String part :
                List.of(
                        "## Objectives",
                        "## Before you start",
                        "## Step",
                        "## Key points",
                        "## Further reading",
                        "### Why it matters",
                        "### The model",
                        "### The mechanism",
                        "### A run, row by row",
                        "### The pattern: ",
                        "### In C",
                        "### Question",
                        "**You may use**",
                        "**The check requires**",
                        "<!-- options 3.predict -->",
                        "- **Row 1**",
                        "```c",
                        "# Lesson 3: Self-deadlock",
                        "<!-- run kit lesson check 3 --on exercise -->",
                        "](https://")) {
            assertTrue(text.contains(part), part);
            String without = text.replace(part, "Something else ");
            assertFalse(LessonTemplate.faults(MODEL, without).isEmpty(), part);
        }
        String withoutPicture = text.replaceAll("[─│┌┐└┘├┤▶◀▲▼]", " ");
        assertFalse(LessonTemplate.faults(MODEL, withoutPicture).isEmpty());
    }

    @Test
    void text_that_is_too_short_or_too_long_is_noticed() {
        String text = MODEL.readme();
        assertOneFault("words", MODEL, text + "word ".repeat(LessonTemplate.MOST_WORDS));
        int cut = text.indexOf("Here is what this lesson assumes");
        int end = text.indexOf("### The mechanism");
        String shorter = text.substring(0, cut) + text.substring(end);
        int why = shorter.indexOf("Few handlers call");
        shorter = shorter.substring(0, why) + shorter.substring(shorter.indexOf("### The model"));
        int intro = shorter.indexOf("A program counts requests");
        shorter =
                shorter.substring(0, intro) + shorter.substring(shorter.indexOf("This lesson is"));
        int pattern = shorter.indexOf("A lock that a handler shares");
        int c = shorter.indexOf("### In C");
        assertOneFault("words", MODEL, shorter.substring(0, pattern) + shorter.substring(c));
    }

    @Test
    void run_with_more_than_ten_rows_or_a_note_on_none_is_noticed() {
        String text = MODEL.readme();
        String row = "\n  1  locks meter";
        String rows = "";
        for (int i = 11; i < 19; i++) {
            rows += "\n  " + i + "  locks meter";
        }
        assertOneFault("rows", MODEL, text.replace(row, rows + row));
        assertOneFault("row 77", MODEL, text.replace("**Row 1**", "**Row 77**"));
    }

    @Test
    void question_without_four_options_that_are_explained_is_noticed() throws IOException {
        String json = Files.readString(MODEL.folder().resolve("lesson.json"));
        String option = "{\"text\": \"%s\", \"right\": %s, \"why\": \"%s\"},";
        String fifth =
                String.format(option, "a fifth", "false", "It is one more than there may be.");
        String first = "\"options\": [";
        assertOneFault(
                "has 5 options", changed(json.replaceFirst("\"options\": \\[", first + fifth)));
        String wordless = json.replaceFirst("\"why\": \"[^\"]*\"", "\"why\": \"It is wrong.\"");
        assertOneFault("does not explain", changed(wordless));
        String long90 = json.replaceFirst("\"text\": \"", "\"text\": \"" + "very ".repeat(18));
        assertOneFault("longer than", changed(long90));
        String answer = MODEL.step("predict").orElseThrow().rightOption().orElseThrow().text();
        String told = json.replaceFirst("\"hints\": \\[\\s*\"", "\"hints\": [\"It is " + answer);
        assertOneFault("hint with the answer", changed(told));
        String asked = json.replaceFirst("\"hints\": \\[", "\"hints\": [\"One more?\",");
        assertOneFault("has 4 hints", changed(asked));
    }

    private static void assertOneFault(String part, Lesson lesson, String text) {
        List<String> faults = LessonTemplate.faults(lesson, text);
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains(part), faults.toString());
    }

    private static void assertOneFault(String part, Lesson lesson) {
        assertOneFault(part, lesson, MODEL.readme());
    }

    /** The model lesson with another description. */
    private Lesson changed(String json) throws IOException {
        Path folder = home.resolve("lessons").resolve(MODEL.name());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lesson.json"), json);
        return Course.read(home).lesson("3");
    }
}
