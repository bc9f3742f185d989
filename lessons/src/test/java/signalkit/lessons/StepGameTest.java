package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.StepGame;
import signalkit.explorer.Schedule;

/** The learner breaks the exercise by hand, and the id of that run breaks it again. */
class StepGameTest {
    /** Goes on into the second add, lets TERM come between its two steps, then on to the end. */
    private static final String WIN = "\n\n\n\n2" + "\n".repeat(30);

    /** Locks, lets USR1 arrive, and goes on; Enter at the question is no answer. */
    private static final String LOCK_THEN_SIGNAL = "1\n2\n" + "\n".repeat(8);

    private static final TerminalWidth UNKNOWN = TerminalWidth.UNKNOWN;

    @TempDir private Path work;

    private Optional<StepGame.Win> won = Optional.empty();

    private final List<String> screen = new ArrayList<>();

    private Optional<StepGame.Win> play(String lesson, String input) throws IOException {
        BufferedReader in = new BufferedReader(new StringReader(input));
        return play(lesson, new StepGame.Player(in, screen::add, UNKNOWN, null));
    }

    private static Optional<StepGame.Win> play(String number, StepGame.Player player)
            throws IOException {
        Course.Place place = Kit.COURSE.place(number);
        Lesson lesson = place.lesson();
        Path folder = lesson.folder();
        Submission starter =
                new Submission(folder, folder.resolve("exercise"), place.step().files());
        return StepGame.play(lesson, starter, player);
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
        assertTrue(text.contains("No thread can continue, and nothing is wrong."), text);
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
    void line_to_change_is_judged_again_by_the_check() throws IOException {
        StepGame.Win win = play("3", LOCK_THEN_SIGNAL + "17\n").orElseThrow();
        assertEquals("17", win.line(), screen::toString);
        assertEquals(0, submit("3", win.id() + "\n" + win.line()).status());
        for (String wrong : List.of("", "18", "25", "999", "nonsense")) {
            Kit.Run run = submit("3", win.id() + "\n" + wrong);
            assertEquals(1, run.status(), run.out());
            assertTrue(run.out().contains("that is not a line to change"), run.out());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17-20, 17, Yes",
        "lines 20 to 17, 17, Yes",
        "LockedMeter.java:17, 17, Yes",
        "line 17., 17, Yes",
        "'public void count(int more) {', 16, Yes",
        "bytes += more, '', line 19",
        "18-20, '', can still arrive between the lock",
        "8, '', Nothing on line 8 runs",
        "mutex.lock();, '', 'on several lines; type the number: 17, 25'",
        "0, '', LockedMeter.java has the lines 1 to 34",
        "9999999, '', no line of LockedMeter.java is",
        "1-34, '', much of the file",
        "DROP TABLE lines, '', type a number from 1 to 34",
    })
    void answer_gets_an_explanation(String answer, String line, String said) throws IOException {
        StepGame.Win win = play("3", LOCK_THEN_SIGNAL + answer + "\n").orElseThrow();
        assertEquals(line, win.line(), screen::toString);
        assertTrue(screen.get(screen.size() - 1).contains(said), screen::toString);
    }

    @Test
    void line_that_was_told_is_not_named() throws IOException {
        StepGame.Win win = play("3", LOCK_THEN_SIGNAL + "19\ns\n").orElseThrow();
        assertEquals("", win.line(), screen::toString);
        assertTrue(
                screen.get(screen.size() - 1).contains("You could change: 11-12, 16-17, 20-21."),
                screen::toString);
    }

    @Test
    void screen_has_what_a_player_needs_at_each_step() throws IOException {
        play("9", "1\n2\nq\n");
        String last = String.join("\n", screen.subList(screen.lastIndexOf(""), screen.size()));
        String all = String.join("\n", screen);
        assertTrue(all.contains("Goal: Let a worker wait forever, or lose a job"), all);
        assertTrue(all.contains("data   "), all);
        assertTrue(all.contains("terminate=false"), all);
        assertTrue(all.contains("Queue.java:22  mutex.lock();"), all);
        assertTrue(last.contains("q quit:"), last);
    }

    @Test
    void handler_is_drawn_on_top_of_the_frame_that_it_interrupted() throws IOException {
        play("3", LOCK_THEN_SIGNAL + "q\n");
        int handler = screen.indexOf("    ┌ handler of USR1: LockedMeter.java:25  mutex.lock();");
        assertTrue(handler > 0, screen::toString);
        assertEquals(
                "    └ main, below it: LockedMeter.java:18  events++;", screen.get(handler + 1));
    }

    @Test
    void shortest_failure_and_a_run_on_are_shown() throws IOException {
        play("3", "s\ng\nu\n?\nq\n");
        String all = String.join("\n", screen);
        assertTrue(all.contains("It breaks: self-deadlock"), all);
        assertTrue(all.contains("No thread can continue, and nothing is wrong"), all);
        assertTrue(all.contains("u takes the last choice back."), all);
    }

    private String window(String lesson, String keys, int columns, int rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal =
                new DumbTerminal("test", "xterm", in, out, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(columns, rows));
            won = play(lesson, new StepGame.Player(null, screen::add, UNKNOWN, terminal));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void window_is_won_by_keys() throws IOException {
        String shown = window("3", "12x8\r17\r\r", 80, 24);
        assertEquals("17", won.orElseThrow().line(), shown);
        assertTrue(shown.contains("That key does nothing here."), shown);
        assertTrue(shown.contains("Nothing on line 8 runs"), shown);
        assertTrue(shown.contains("Yes, line 17."), shown);
    }

    @Test
    void window_is_quit_by_ctrl_c_and_by_its_end() throws IOException {
        window("3", "1\003", 80, 24);
        assertEquals(Optional.empty(), won);
        window("3", "1", 80, 24);
        assertEquals(Optional.empty(), won);
    }

    @ParameterizedTest
    @CsvSource({"60, 24", "80, 24", "200, 50", "40, 16"})
    void window_always_has_the_goal_the_choices_and_the_keys(int columns, int rows)
            throws IOException {
        for (String lesson : List.of("3", "9", "13")) {
            String shown = window(lesson, "11", columns, rows);
            String last = shown.substring(shown.lastIndexOf("Lesson " + lesson));
            assertTrue(last.contains("Goal: "), last);
            assertTrue(last.contains("▶ 1  "), last);
            assertTrue(last.contains("? help"), last);
        }
    }

    @Test
    void naming_the_line_can_be_given_up_and_the_win_stays() throws IOException {
        StepGame.Win win = play("3", LOCK_THEN_SIGNAL + "q\n").orElseThrow();
        assertEquals("", win.line(), screen::toString);
        assertFalse(String.join("\n", screen).contains("No, "), screen::toString);
    }

    @Test
    void race_is_a_win_although_nothing_has_gone_wrong_yet() throws IOException {
        StepGame.Win win = play("7", "2\n" + "\n".repeat(20) + "9\n").orElseThrow();
        assertEquals("9", win.line(), screen::toString);
        assertTrue(String.join("\n", screen).contains("It broke: data race"), screen::toString);
    }
}
