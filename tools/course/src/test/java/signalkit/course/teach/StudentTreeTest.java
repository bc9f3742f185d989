package signalkit.course.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.check.LessonException;

/** Students get what they read and change, and nothing that answers it. */
class StudentTreeTest {
    private static final Course COURSE = Course.read(Path.of("src/test/home").toAbsolutePath());
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir private Path folder;

    private List<String> write() throws IOException {
        new StudentTree(COURSE, "https://example.org/kit.zip", SHA256)
                .write(folder.resolve("tree"));
        try (Stream<Path> all = Files.walk(folder.resolve("tree"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("tree").relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void tree_has_texts_exercises_and_the_workflow_alone() throws IOException {
        assertEquals(
                List.of(
                        ".github/workflows/lessons.yml",
                        ".gitignore",
                        "01-sums/Adder.java",
                        "01-sums/README.md",
                        "02-tally/Marks.java",
                        "02-tally/README.md",
                        "02-tally/schedule.txt",
                        "README.md"),
                write());
    }

    @Test
    void files_are_those_of_the_exercise_and_no_file_has_a_line_of_the_solution_alone()
            throws IOException {
        write();
        for (String file : List.of("01-sums/Adder.java", "02-tally/Marks.java")) {
            Path lesson = COURSE.folder().resolve(file).getParent();
            String name = Path.of(file).getFileName().toString();
            List<String> exercise = Files.readAllLines(lesson.resolve("exercise").resolve(name));
            List<String> solution = Files.readAllLines(lesson.resolve("solution").resolve(name));
            List<String> written = Files.readAllLines(folder.resolve("tree").resolve(file));
            assertEquals(exercise, written);
            assertFalse(written.containsAll(solution), file);
        }
    }

    @Test
    void workflow_pins_the_kit_and_takes_only_the_work_from_the_student() throws IOException {
        write();
        String workflow = Files.readString(folder.resolve("tree/.github/workflows/lessons.yml"));
        assertTrue(workflow.contains("KIT_URL: \"https://example.org/kit.zip\""), workflow);
        assertTrue(workflow.contains("KIT_SHA256: \"" + SHA256 + "\""), workflow);
        assertTrue(workflow.contains("sha256sum -c"), workflow);
        assertTrue(workflow.contains("kit/*/tools/kit lesson --work work check --all"), workflow);
        assertTrue(workflow.contains("contents: read"), workflow);
    }

    @Test
    void folder_with_something_in_it_is_left_alone() throws IOException {
        Path there = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(there.resolve("own.txt"), "mine");
        assertThrows(LessonException.class, () -> new StudentTree(COURSE, "", "").write(there));
        assertEquals("mine", Files.readString(there.resolve("own.txt")));
    }
}
