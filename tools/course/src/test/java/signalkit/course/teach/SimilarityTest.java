package signalkit.course.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.check.LessonException;

/** A copy is found under other names and another layout; an answer of one's own is not. */
class SimilarityTest {
    private static final Course COURSE = Course.read(Path.of("src/test/home").toAbsolutePath());

    private static final String BODY =
            """
            int sum = 0;
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) == null) {
                    throw new IllegalArgumentException("null at " + i);
                }
                sum = sum + numbers.get(i);
            }
            return sum;
            """;

    private static final String OTHER_BODY =
            """
            java.util.Iterator<Integer> rest = numbers.iterator();
            int total = rest.hasNext() ? rest.next() : 0;
            while (rest.hasNext()) {
                total += rest.next();
            }
            assert total >= 0 || !numbers.isEmpty() : "of " + numbers;
            return total;
            """;

    @TempDir private Path folder;

    private void handIn(String student, String body) throws IOException {
        Path file = folder.resolve(student).resolve("01-sums/Adder.java");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                package lesson;

                import java.util.List;
                import signalkit.lessons.sums.Sum;

                public final class Adder implements Sum {
                    @Override
                    public int of(List<Integer> numbers) {
                %s    }
                }
                """
                        .formatted(body));
    }

    private List<String> pairs(double threshold) {
        return new Similarity(COURSE, threshold)
                .of(folder).stream().map(pair -> pair.one() + " and " + pair.other()).toList();
    }

    @Test
    void copy_with_other_names_comments_and_layout_is_found() throws IOException {
        handIn("ada", BODY);
        String disguised =
                BODY.replace("sum", "result")
                        .replace("i", "k")
                        .replace("kf", "if")
                        .replace("knt", "int")
                        .replace("null at ", "nothing at ")
                        .replace("\n", " // my own\n\n")
                        .replace("throw new", "throw   new")
                        .replace("IllegalArgumentExceptkon", "IllegalArgumentException");
        handIn("bob", disguised);
        assertEquals(List.of("ada and bob"), pairs(0.8), disguised);
    }

    @Test
    void answer_of_another_design_is_not() throws IOException {
        handIn("ada", BODY);
        handIn("cleo", OTHER_BODY);
        assertEquals(List.of(), pairs(0.8));
    }

    @Test
    void what_the_exercise_had_from_the_start_does_not_count() throws IOException {
        Path exercise = COURSE.lesson("1").folder().resolve("exercise/Adder.java");
        for (String name : List.of("ada", "bob")) {
            Path file = folder.resolve(name).resolve("01-sums/Adder.java");
            Files.createDirectories(file.getParent());
            Files.copy(exercise, file);
        }
        assertEquals(List.of(), pairs(0.01));
    }

    @Test
    void copy_of_the_kits_own_solution_is_found_where_it_is_long_enough() throws IOException {
        Path solution = COURSE.lesson("2").folder().resolve("solution/Marks.java");
        Path file = folder.resolve("ada/02-tally/Marks.java");
        Files.createDirectories(file.getParent());
        Files.copy(solution, file);
        assertEquals(List.of("ada and the kit's solution"), pairs(0.9));
    }

    @Test
    void files_that_are_no_code_are_no_error() throws IOException {
        handIn("ada", "\u0000\"'/*");
        Path link = folder.resolve("bob/01-sums/Adder.java");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, folder.resolve("ada/01-sums/Adder.java"));
        assertEquals(List.of(), pairs(0.01));
        assertThrows(
                LessonException.class, () -> new Similarity(COURSE, 0.8).of(folder.resolve("x")));
    }

    @Test
    void two_people_are_named_with_the_number_of_files_that_are_alike() throws IOException {
        handIn("ada", BODY);
        handIn("bob", BODY);
        List<Similarity.Pair> once = new Similarity(COURSE, 0.8).of(folder);
        assertTrue(Similarity.byPeople(once).isEmpty(), "one file says little");
        List<Similarity.Pair> twice = List.of(once.get(0), once.get(0));
        assertEquals(2, Similarity.byPeople(twice).get("ada and bob"));
    }
}
