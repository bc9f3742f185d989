package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.StepGame;
import signalkit.explorer.Schedule;

/** The learner breaks the exercise by hand, and the id of that run breaks it again. */
class StepGameTest {
    /** Goes on into the second add, lets TERM come between its two steps, then on to the end. */
    private static final String WIN = "\n\n\n\n2" + "\n".repeat(30);

    @TempDir private Path work;

    private final List<String> screen = new ArrayList<>();

    private Optional<StepGame.Win> play(String lesson, String input) throws IOException {
        Course.Place place = Kit.COURSE.place(lesson);
        Path folder = place.lesson().folder();
        Submission starter =
                new Submission(folder, folder.resolve("exercise"), place.step().files());
        BufferedReader in = new BufferedReader(new StringReader(input));
        return StepGame.play(
                place.lesson().checks(),
                starter,
                new StepGame.Player(in, screen::add, TerminalWidth.UNKNOWN));
    }

    private Kit.Run submit(String id) throws IOException {
        return submit("2", id);
    }

    private Kit.Run submit(String lesson, String text) throws IOException {
        Path file = work.resolve(Kit.COURSE.lesson(lesson).name()).resolve("schedule.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
        return Kit.lesson(work, "check", lesson + ".step");
    }

    @Test
    void signal_between_two_steps_wins_and_its_id_passes() throws IOException {
        String id = play("2", WIN).orElseThrow(() -> new AssertionError(screen)).id();
        assertTrue(screen.contains("schedule " + id), screen::toString);
        assertEquals(0, submit(id).status());
    }

    @Test
    void steps_can_be_taken_back() throws IOException {
        assertTrue(play("2", "2\nu\n\n\nr\n" + WIN).isPresent(), screen::toString);
    }

    @Test
    void giving_up_is_no_win() throws IOException {
        assertEquals(Optional.empty(), play("2", "\n99\nnonsense\nq\n"));
        assertTrue(String.join("\n", screen).contains("«99» is none of"), screen::toString);
    }

    @Test
    void end_in_order_is_said_to_be_one() throws IOException {
        assertEquals(Optional.empty(), play("2", "\n".repeat(20) + "2\n" + "\n".repeat(20)));
        String text = String.join("\n", screen);
        assertTrue(text.contains("no thread can continue, and nothing is wrong: u or r"), text);
    }

    @Test
    void lesson_without_a_scene_says_so() {
        assertThrows(LessonException.class, () -> play("1", "\n"));
    }

    @Test
    void schedule_that_breaks_nothing_does_not_pass() throws IOException {
        Kit.Run run = submit(Schedule.PLAIN.id());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("nothing goes wrong"), run.out());
    }

    @Test
    void what_is_no_id_does_not_pass() throws IOException {
        Kit.Run run = submit("nonsense!");
        assertEquals(1, run.status());
        assertFalse(run.out().contains("Exception"), run.out());
    }

    @Test
    void line_of_the_victim_is_confirmed_by_the_replay() throws IOException {
        String lockThenSignal = "1\n2\n" + "\n".repeat(8);
        StepGame.Win win = play("3", lockThenSignal + "1\n18\n").orElseThrow();
        assertEquals("18", win.line(), screen::toString);
        assertEquals(0, submit("3", win.id() + "\n" + win.line()).status());
        for (String wrong : List.of("", "17", "25")) {
            Kit.Run run = submit("3", win.id() + "\n" + wrong);
            assertEquals(1, run.status(), run.out());
            assertTrue(run.out().contains("not where the thread was left"), run.out());
        }
    }

    @Test
    void line_that_was_told_is_not_named() throws IOException {
        StepGame.Win win = play("3", "1\n2\n" + "\n".repeat(8) + "1\n2\n3\n").orElseThrow();
        assertEquals("", win.line(), screen::toString);
        assertTrue(screen.contains("it was line 18"), screen::toString);
    }

    @Test
    void naming_the_line_can_be_given_up_and_the_win_stays() throws IOException {
        StepGame.Win win = play("3", "1\n2\n" + "\n".repeat(8) + "q\n").orElseThrow();
        assertEquals("", win.line(), screen::toString);
        assertFalse(String.join("\n", screen).contains("no; "), screen::toString);
    }

    @Test
    void race_is_a_win_although_nothing_has_gone_wrong_yet() throws IOException {
        StepGame.Win win = play("7", "2\n" + "\n".repeat(20) + "14\n").orElseThrow();
        assertEquals("14", win.line(), screen::toString);
        assertTrue(String.join("\n", screen).contains("It broke: data race"), screen::toString);
    }
}
