package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The id of a win, from a terminal or from a page, shows the same run again. */
class GameReplayTest {
    /** USR1 arrives when main has locked. */
    private static final String ID = "06w1-v";

    @TempDir private Path work;

    @Test
    void id_breaks_the_exercise_again_with_or_without_its_sign() {
        for (String id : new String[] {ID, "#" + ID, "https://host/lesson-03.html#" + ID}) {
            Kit.Run run = Kit.lesson(work, "replay", "3", id);
            assertEquals(1, run.status(), run.err());
            assertTrue(run.out().contains("USR1 arrives"), run.out());
            assertTrue(run.out().contains("│ tries to lock meter"), run.out());
            assertTrue(run.out().contains("It breaks: self-deadlock"), run.out());
        }
    }

    @Test
    void same_id_does_not_break_the_solution() {
        Kit.Run run = Kit.lesson(work, "replay", "3", ID, "--on", "solution");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("The run ends in order."), run.out());
    }

    @Test
    void own_files_are_the_exercise_at_first() {
        assertEquals(1, Kit.lesson(work, "replay", "3", ID, "--on", "mine").status());
    }

    @ParameterizedTest
    @CsvSource({
        "3, nonsense, is no id; copy the one that lesson step 3",
        "3, '', is no id",
        "3, self-deadlock@unsafe:06w1-v, replay self-deadlock@unsafe:06w1-v",
        "5, 06w1-v, comes to 0 of its 1 choices",
        "14, 06w1-v, lesson 14 has no game",
        "99, 06w1-v, there is no lesson 99",
    })
    void what_is_no_id_of_the_lesson_is_refused(String lesson, String id, String said) {
        Kit.Run run = Kit.lesson(work, "replay", lesson, id);
        assertEquals(2, run.status(), run.out());
        assertTrue(run.err().contains(said), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void a_bare_number_and_predict_show_what_a_lesson_asks_with_its_code() {
        for (String[] words : new String[][] {{"9"}, {"predict", "9"}, {"9.predict"}}) {
            String out = Kit.lesson(work, words).out();
            assertTrue(out.contains("A server has worked for years."), out);
            int code = out.indexOf("while (jobs == null)");
            assertTrue(code > 0 && code < out.indexOf("- a) "), out);
        }
        assertEquals(2, Kit.lesson(work, "99").status());
        assertTrue(Kit.lesson(work, "preditc").err().contains("has no command preditc"));
        assertTrue(Kit.lesson(work, "foo", "1").err().contains("has no command foo"));
        String near = Kit.lesson(work, "play", "1").err();
        assertTrue(near.contains("has no command play; did you mean replay?"), near);
    }
}
