package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.course.Lesson;
import signalkit.course.schedule.GameDescription;
import signalkit.course.schedule.GameDescription.CodeLines;
import signalkit.course.schedule.StepGame;

/** What lessons say about their games fits the exercises as they are. */
class GameFilesTest {
    static Stream<Lesson> games() {
        return Kit.COURSE.lessons().stream().filter(each -> StepGame.isPlayable(each.checks()));
    }

    static Stream<Lesson> serverGames() {
        return Kit.COURSE.lessons().stream().filter(each -> each.scenario() != null);
    }

    private static List<String> source(Lesson lesson, GameDescription game) throws IOException {
        return Files.readAllLines(lesson.folder().resolve("exercise").resolve(game.file()));
    }

    @ParameterizedTest
    @MethodSource("games")
    void goal_is_one_sentence(Lesson lesson) {
        String goal = GameDescription.of(lesson.folder()).goal();
        assertTrue(goal.matches("[A-Z].*[.]"), goal);
        assertFalse(goal.startsWith("Find a schedule that breaks it"), lesson::name);
    }

    @ParameterizedTest
    @MethodSource("serverGames")
    void goal_on_the_server_is_one_sentence(Lesson lesson) {
        String goal = GameDescription.of(lesson.folder()).serverGoal();
        assertTrue(goal != null && goal.matches("[A-Z].*[.]"), lesson::name);
    }

    @ParameterizedTest
    @MethodSource("games")
    void numbers_are_those_of_the_code(Lesson lesson) throws IOException {
        GameDescription game = GameDescription.of(lesson.folder());
        List<String> source = source(lesson, game);
        for (CodeLines lines : game.lines()) {
            assertTrue(lines.from() <= lines.to() && lines.to() <= source.size(), lines.lines());
            assertEquals(source.get(lines.from() - 1).strip(), lines.code(), lesson.name());
            assertFalse(lines.why().isBlank(), lines.lines());
        }
    }

    @ParameterizedTest
    @MethodSource("games")
    void every_line_with_code_has_one_explanation(Lesson lesson) throws IOException {
        GameDescription game = GameDescription.of(lesson.folder());
        List<String> source = source(lesson, game);
        int start = 0;
        while (!source.get(start).matches(".*\\bclass \\w+ implements .*")) {
            start++;
        }
        for (int number = start + 2; number <= source.size(); number++) {
            String code = source.get(number - 1).strip();
            int line = number;
            boolean runs = code.matches(".*\\w.*") && !code.matches("(@|/|\\*).*");
            long found = game.lines().stream().filter(each -> each.contains(line)).count();
            assertTrue(runs ? found == 1 : found <= 1, lesson.name() + ":" + line + " " + code);
        }
    }

    @ParameterizedTest
    @MethodSource("games")
    void some_lines_are_to_change_and_some_are_not(Lesson lesson) {
        List<CodeLines> lines = GameDescription.of(lesson.folder()).lines();
        assertTrue(lines.stream().anyMatch(CodeLines::right), lesson::name);
        assertFalse(lines.stream().allMatch(CodeLines::right), lesson::name);
    }
}
