package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.check.TerminalWidth;
import signalkit.course.schedule.StepGame;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.ManualRun;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/** The learner breaks echo-unsafe by hand, and the id of that run does not break echo-safe. */
class ServerGameTest {
    private static final int TRIES = 300;

    @TempDir private Path work;

    private final List<String> screen = new ArrayList<>();

    static Stream<String> scenarios() {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> lesson.scenario() != null)
                .map(Lesson::scenario)
                .distinct();
    }

    private static Lesson lessonOf(String scenario) {
        return Kit.COURSE.lessons().stream()
                .filter(lesson -> scenario.equals(lesson.scenario()))
                .findFirst()
                .orElseThrow();
    }

    private StepGame.Player player(String typed) {
        BufferedReader in = new BufferedReader(new StringReader(typed));
        return new StepGame.Player(in, screen::add, TerminalWidth.UNKNOWN, null);
    }

    private static ScenarioCode on(String side, String scenario) {
        return Catalogue.open(Kit.HOME.resolve("stress/target/jcstress.jar")).find(scenario, side);
    }

    /** What a player without a plan types, until it is over; the seed makes it repeatable. */
    private static String movesThatBreak(String scenario) {
        ManualRun run = new ManualRun(on("unsafe", scenario));
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            StringBuilder typed = new StringBuilder();
            run.reset();
            while (run.trace().finding() == null && !run.moves().isEmpty()) {
                int move = random.nextInt(run.moves().size());
                typed.append(move + 1).append('\n');
                run.play(move);
            }
            if (run.trace().finding() != null) {
                return typed.toString();
            }
        }
        throw new AssertionError("nothing broke in " + TRIES + " games of " + scenario);
    }

    private String win(String scenario) throws IOException {
        return StepGame.playOnServer(Kit.HOME, lessonOf(scenario), player(movesThatBreak(scenario)))
                .orElseThrow(() -> new AssertionError(screen));
    }

    private static Trace replay(String id, String side) {
        String scenario = id.substring(0, id.indexOf('@'));
        return Explorer.replay(on(side, scenario), Schedule.of(id.substring(id.indexOf(':') + 1)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void id_of_a_win_breaks_the_unsafe_server_again(String scenario) throws IOException {
        assertNotNull(replay(win(scenario), "unsafe").finding());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void id_of_a_win_does_not_break_the_safe_server(String scenario) throws IOException {
        Trace safe = replay(win(scenario), "safe");
        assertNull(safe.finding());
        assertFalse(safe.steps().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void game_on_the_server_has_a_goal_and_an_end(String scenario) throws IOException {
        win(scenario);
        String all = String.join("\n", screen);
        assertTrue(all.contains("\nGoal: "), all);
        assertFalse(all.contains("Goal: Find a schedule that breaks the server."), all);
        assertTrue(all.contains("\nIt broke: "), all);
        assertTrue(all.contains("On echo-safe, the same schedule ends in order."), all);
    }

    @Test
    void win_ends_with_the_two_commands() throws IOException {
        String id = win("self-deadlock");
        assertTrue(id.startsWith("self-deadlock@unsafe:"), id);
        String end = String.join("\n", screen);
        assertTrue(end.contains("kit replay " + id + "\n"), end);
        assertTrue(end.endsWith("kit replay " + id + " --on safe"), end);
    }

    @Test
    void server_that_is_not_built_says_so() {
        LessonException thrown =
                assertThrows(
                        LessonException.class,
                        () -> StepGame.playOnServer(work, lessonOf("lost-job"), player("")));
        assertTrue(thrown.getMessage().contains("build them with"), thrown.getMessage());
    }

    @Test
    void lesson_without_a_scenario_names_those_that_have_one() {
        Kit.Run run = Kit.lesson(work, "step", "7", "--server");
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains("these have: 1, 2"), run.err());
    }

    @Test
    void own_files_and_the_server_exclude_each_other() {
        Kit.Run run = Kit.lesson(work, "step", "3", "--server", "--mine");
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains("leave one out"), run.err());
    }
}
