package signalkit.course.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import signalkit.cli.TypedCommand;
import signalkit.course.Lesson;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.course.check.TerminalWidth;
import signalkit.explorer.Bounds;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;

/**
 * The learner drives the threads of a program, and the arrival of the signal, until it breaks.
 *
 * <p>The program is the exercise that was handed out, the learner's own, or a scenario of
 * echo-unsafe.
 */
public final class StepGame {
    /**
     * What a game ended with.
     *
     * @param id of the schedule that breaks the program
     * @param line that a solution changes, when the learner has named one; empty otherwise
     */
    public record Win(String id, String line) {}

    /**
     * Who plays.
     *
     * @param in the choices, one in a line
     * @param out takes lines to show
     * @param width of those lines
     * @param terminal whose window the game fills instead; null when there is none
     */
    public record Player(
            BufferedReader in, Consumer<String> out, TerminalWidth width, Terminal terminal) {}

    private static final String SCENARIOS = "stress/target/jcstress.jar";
    private static final String RELEASED_SCENARIOS = "jars/jcstress.jar";
    private static final String UNSAFE = "unsafe";
    private static final String SAFE = "safe";
    private static final String USUAL_GOAL = "Find a schedule that breaks the server.";

    private StepGame() {}

    /**
     * Whether an exercise has threads or signals that can be driven.
     *
     * @param checks of its lesson
     * @return false when there is nothing to step through
     */
    public static boolean isPlayable(LessonChecks checks) {
        return checks instanceof ScheduleChecks;
    }

    /**
     * Plays a game, from the first step to a win or to the end of the input.
     *
     * @param lesson that the exercise is of
     * @param submission what is played on
     * @param player who chooses
     * @return how the exercise was broken; empty when the learner gave up
     * @throws IOException when the input or the files cannot be read
     */
    public static Optional<Win> play(Lesson lesson, Submission submission, Player player)
            throws IOException {
        if (!(lesson.checks() instanceof ScheduleChecks playable)) {
            throw new LessonException(
                    "this lesson has nothing to step through; its text says what to do instead");
        }
        SceneCheck scene = playable.schedules();
        boolean isStarter = submission.folder().equals(submission.starter().folder());
        Game.Setting setting =
                new Game.Setting(
                        "Lesson "
                                + lesson.number()
                                + ": "
                                + lesson.title()
                                + (isStarter ? "" : " (your files)"),
                        GameDescription.of(lesson.folder()).goal(),
                        SceneCode.of(submission.compile(), scene.task(), scene.scenes().get(0)),
                        sources(submission),
                        scene.bounds(),
                        scene.failures(),
                        isStarter ? question(submission) : null);
        return play(new Game(setting), player);
    }

    /** Where the exercise and what runs around it can be read. */
    static Sources sources(Submission submission) {
        return new Sources(List.of(submission.folder(), submission.lesson().resolve("check")));
    }

    /** The question after a win; null when the lesson has none. */
    static LineQuestion question(Submission submission) throws IOException {
        GameDescription description = GameDescription.of(submission.lesson());
        if (description.lines().isEmpty()) {
            return null;
        }
        Path starter = submission.starter().folder().resolve(description.file());
        return new LineQuestion(description.file(), Files.readAllLines(starter), description);
    }

    private static Optional<Win> play(Game game, Player player) throws IOException {
        if (player.terminal() == null) {
            return new PlainGame(game, player).play();
        }
        Optional<Win> win = new ScreenGame(player.terminal(), game).play();
        Optional<Finding> finding = game.finding();
        if (finding.isPresent()) {
            String told = game.setting().title() + ". It broke: " + finding.get();
            player.width().wrap(told, Integer.MAX_VALUE, "").forEach(player.out());
            player.out().accept("schedule " + win.orElseThrow().id());
        }
        return win;
    }

    /**
     * Plays a game on echo-unsafe. A win is followed by the same schedule on echo-safe, and by the
     * commands that show both.
     *
     * @param home the project's folder, built
     * @param lesson that says what to bring about
     * @param player who chooses
     * @return the id that {@code replay} takes; empty when the learner gave up
     * @throws IOException when the input cannot be read
     */
    public static Optional<String> playOnServer(Path home, Lesson lesson, Player player)
            throws IOException {
        String scenario = lesson.scenario();
        Game game;
        Catalogue catalogue;
        try {
            catalogue = Catalogue.open(scenarios(home));
            String goal = GameDescription.of(lesson.folder()).serverGoal();
            game =
                    new Game(
                            new Game.Setting(
                                    "Lesson " + lesson.number() + " on echo-unsafe: " + scenario,
                                    goal == null ? USUAL_GOAL : goal,
                                    catalogue.find(scenario, UNSAFE),
                                    new Sources(
                                            catalogue.sources(UNSAFE).stream()
                                                    .map(home::resolve)
                                                    .toList()),
                                    Bounds.DEFAULT,
                                    Set.of(),
                                    null));
        } catch (ScenarioException e) {
            throw new LessonException(e.getMessage(), e);
        }
        Optional<Win> win = play(game, player);
        if (win.isEmpty()) {
            return Optional.empty();
        }
        String id = scenario + "@" + UNSAFE + ":" + win.get().id();
        String replay = TypedCommand.of("replay") + " " + id;
        Trace safe = Explorer.replay(catalogue.find(scenario, SAFE), Schedule.of(win.get().id()));
        player.out()
                .accept(
                        "On echo-safe, the same schedule "
                                + (safe.finding() == null
                                        ? "ends in order."
                                        : "also breaks: " + safe.finding()));
        player.out().accept("See it again:      " + replay);
        player.out().accept("And on echo-safe:  " + replay + " --on safe");
        return Optional.of(id);
    }

    /** The jar with the servers' scenarios: of a release, or of a build. */
    static Path scenarios(Path home) {
        Path released = home.resolve(RELEASED_SCENARIOS);
        return Files.exists(released) ? released : home.resolve(SCENARIOS);
    }
}
