package signalkit.course.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ManualRun;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;
import signalkit.explorer.graph.StatePicture;
import signalkit.explorer.view.Sources;

/**
 * A program that is driven by hand until it breaks: where it is, and what can be chosen.
 *
 * <p>Not thread-safe.
 */
final class Game {
    /**
     * What is played.
     *
     * @param title of the game
     * @param goal in one sentence
     * @param code the program
     * @param sources of the program
     * @param bounds of the search for the shortest failure
     * @param failures kinds of warnings that end the game, too
     * @param question to ask after a win; null when there is none
     */
    record Setting(
            String title,
            String goal,
            ScenarioCode code,
            Sources sources,
            Bounds bounds,
            Set<FindingKind> failures,
            LineQuestion question) {
        Optional<LineQuestion> asked() {
            return Optional.ofNullable(question);
        }
    }

    /** As many steps at once are enough: a loop may have no end. */
    private static final int MOST = 200;

    private final Setting setting;
    private final ManualRun run;
    private final Function<Trace, Optional<Finding>> wrong;
    private Map<String, String> before = Map.of();

    Game(Setting setting) {
        this.setting = setting;
        this.run = new ManualRun(setting.code());
        this.wrong = trace -> SceneCheck.wrong(trace, setting.failures());
        this.before = picture().values();
    }

    Setting setting() {
        return setting;
    }

    Trace trace() {
        return run.trace();
    }

    StatePicture picture() {
        return run.picture();
    }

    /** What ended the game. */
    Optional<Finding> finding() {
        return wrong.apply(run.trace());
    }

    /** What can be chosen; nothing when the program is broken or is over. */
    List<ManualRun.Move> moves() {
        return finding().isPresent() ? List.of() : run.moves();
    }

    /** How many choices were made. */
    int length() {
        return run.length();
    }

    /** Makes one of the choices. */
    void choose(int move) {
        before = picture().values();
        run.play(move);
    }

    /** Lets a thread continue up to where another one, or a signal, has to be chosen. */
    void runOn() {
        Map<String, String> start = picture().values();
        int thread = moves().isEmpty() ? -1 : moves().get(0).thread();
        for (int i = 0; i < MOST && isOf(thread); i++) {
            run.play(0);
        }
        before = start;
    }

    private boolean isOf(int thread) {
        return !moves().isEmpty()
                && moves().get(0).thread() == thread
                && !moves().get(0).isSignal()
                && !moves().get(0).isSwitch();
    }

    void undo() {
        run.undo();
        before = picture().values();
    }

    void reset() {
        run.reset();
        before = picture().values();
    }

    /** What the program's fields hold, with what they held before the last choice. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        picture()
                .values()
                .forEach(
                        (name, value) -> {
                            String old = before.getOrDefault(name, value);
                            values.put(name, old.equals(value) ? value : old + " → " + value);
                        });
        return values;
    }

    /** The shortest run that breaks the program, if a search finds one. */
    Optional<Trace> shortest() {
        return Explorer.explore(setting.code(), setting.bounds(), setting.failures(), ignored -> {})
                .failure()
                .map(Result.Failure::schedule)
                .map(schedule -> Explorer.replay(setting.code(), schedule));
    }
}
