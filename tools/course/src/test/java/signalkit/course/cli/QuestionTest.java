package signalkit.course.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions with options: each student sees them in an order of their own. */
class QuestionTest {
    private static final String RIGHT = "`3`, the sum";

    @TempDir private Path work;

    private TestCourse.Run lesson(String... words) {
        return TestCourse.lesson(work, words);
    }

    private TestCourse.Run answer(String answer) {
        return lesson("answer", "1.predict", answer);
    }

    private static List<String> options(String shown) {
        return shown.lines().filter(line -> line.matches("- [a-z]\\) .*")).toList();
    }

    private String letterOf(String option) {
        return options(lesson("show", "1.predict").out()).stream()
                .filter(line -> line.endsWith(") " + option))
                .findFirst()
                .orElseThrow()
                .substring(2, 3);
    }

    @Test
    void options_have_a_letter_each_and_stay_where_they_are() {
        List<String> options = options(lesson("show", "1.predict").out());
        assertEquals(4, options.size(), options.toString());
        for (int i = 0; i < 4; i++) {
            assertTrue(options.get(i).startsWith("- " + (char) ('a' + i) + ") "), options.get(i));
        }
        assertEquals(options, options(lesson("show", "1.predict").out()));
        assertEquals(options, options(lesson("show", "1").out()));
        assertTrue(lesson("show", "1.predict").out().contains("a letter from a to d"));
    }

    @Test
    void students_see_them_in_different_orders() {
        Set<List<String>> orders = new HashSet<>();
        for (int student = 0; student < 40; student++) {
            Path folder = work.resolve("student-" + student);
            orders.add(options(TestCourse.lesson(folder, "show", "1.predict").out()));
        }
        assertTrue(orders.size() > 10, "of 24 orders, 40 students see " + orders.size());
    }

    @Test
    void answer_is_a_letter_or_a_text_or_both() {
        String letter = letterOf(RIGHT);
        for (String answer :
                List.of(
                        letter,
                        letter.toUpperCase(),
                        letter + ")",
                        "(" + letter + ")",
                        letter + ".",
                        letter + ") " + RIGHT,
                        RIGHT,
                        "3 the sum",
                        " 3, The Sum! ")) {
            TestCourse.Run run = answer(answer);
            assertEquals(0, run.status(), answer + ": " + run.out() + run.err());
            assertTrue(run.out().contains("1 + 2 is 3."), run.out());
        }
    }

    @Test
    void wrong_answer_is_explained_and_the_right_one_not_told() {
        TestCourse.Run run = answer("2");
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("That is how many numbers there are."), run.out());
        assertFalse(run.out().contains("sum"), run.out());
    }

    @Test
    void answer_that_is_no_option_is_no_attempt() {
        String wrongText = letterOf(RIGHT) + ") 12";
        for (String answer : List.of("e", "five", "z)", "", "?", "bb", wrongText)) {
            TestCourse.Run run = answer(answer);
            assertEquals(2, run.status(), answer + ": " + run.out());
            assertTrue(run.err().contains("answer with a letter from a to d"), run.err());
        }
        assertTrue(lesson("list").out().contains("....."), lesson("list").out());
    }

    @Test
    void solution_shows_the_right_option_and_its_reason() {
        String out = lesson("solution", "1.predict").out();
        assertTrue(out.contains("answer: " + RIGHT), out);
        assertTrue(out.contains("1 + 2 is 3."), out);
    }

    @Test
    void introduction_is_shown_before_the_first_step_and_key_points_after_the_last()
            throws IOException {
        String first = lesson().out();
        assertTrue(first.contains("Why sums matter."), first);
        assertTrue(first.indexOf("Objectives") < first.indexOf("Run the check"), first);
        assertFalse(lesson("show", "1.predict").out().contains("Objectives"));
        TestCourse.solve(work, "1", "Adder.java");
        assertFalse(lesson("check", "1.fix").out().contains("Key points"));
        String last = lesson("check", "1.replay").out();
        assertTrue(last.contains("A sum is no count"), last);
    }

    @Test
    void link_is_shown_as_its_text_with_the_address_of_a_page_of_the_net() {
        String out = lesson("show", "1").out();
        assertTrue(out.contains("See lesson 2 and the JLS (https://example.org/jls)."), out);
    }

    @Test
    void damaged_seed_is_named() throws IOException {
        lesson("show", "1.predict");
        Files.writeString(work.resolve("shuffle.txt"), "x\n");
        TestCourse.Run run = lesson("show", "1.predict");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("shuffle.txt is not a number; remove it"), run.err());
        assertTrue(Pattern.matches("(?s)error: .*", run.err()), run.err());
    }
}
