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
import signalkit.explorer.Schedule;
import signalkit.lessons.check.StepGame;
import signalkit.lessons.check.Submission;

/** The learner breaks the exercise by hand, and the id of that run breaks it again. */
class StepGameTest {
    /** Goes on into the second add, lets TERM come between its two steps, then on to the end. */
    private static final String WIN = "\n\n\n\n2" + "\n".repeat(30);

    @TempDir private Path work;

    private final List<String> screen = new ArrayList<>();

    private Optional<String> play(String lesson, String input) throws IOException {
        Course.Place place = Kit.COURSE.place(lesson);
        Path folder = place.lesson().folder();
        Submission starter =
                new Submission(folder, folder.resolve("exercise"), place.step().files());
        BufferedReader in = new BufferedReader(new StringReader(input));
        return StepGame.play(place.step().check(), starter, in, screen::add);
    }

    private Kit.Run submit(String id) throws IOException {
        Path file = work.resolve("03-not-a-thread").resolve("schedule.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, id + "\n");
        return Kit.lesson(work, "check", "3.step");
    }

    @Test
    void signal_between_two_steps_wins_and_its_id_passes() throws IOException {
        String id = play("3", WIN).orElseThrow(() -> new AssertionError(screen));
        assertTrue(screen.contains("schedule " + id), screen::toString);
        assertEquals(0, submit(id).status());
    }

    @Test
    void steps_can_be_taken_back() throws IOException {
        assertTrue(play("3", "2\nu\n\n\nr\n" + WIN).isPresent(), screen::toString);
    }

    @Test
    void giving_up_is_no_win() throws IOException {
        assertEquals(Optional.empty(), play("3", "\n99\nnonsense\nq\n"));
        assertTrue(String.join("\n", screen).contains("«99» is none of"), screen::toString);
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
}
