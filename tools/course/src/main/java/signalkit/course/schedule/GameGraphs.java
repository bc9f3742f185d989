package signalkit.course.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;
import signalkit.explorer.Catalogue;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.graph.GraphExport;
import signalkit.explorer.view.Sources;

/** The state graphs of what {@link StepGame} plays, for the pages. */
public final class GameGraphs {
    private GameGraphs() {}

    /**
     * The graph of an exercise: its first scene, which is the one that a learner plays.
     *
     * @param checks of the lesson
     * @param submission the exercise, or a variant of it
     * @return the text of a graph file
     * @throws IOException when a source cannot be read
     */
    public static String of(ScheduleChecks checks, Submission submission) throws IOException {
        return of(checks, submission, GraphExport.MOST);
    }

    /**
     * The same with another bound.
     *
     * @param checks of the lesson
     * @param submission the exercise, or a variant of it
     * @param most how many states to explore at most
     * @return the text of a graph file
     * @throws IOException when a source cannot be read
     */
    public static String of(ScheduleChecks checks, Submission submission, int most)
            throws IOException {
        SceneCheck scene = checks.schedules();
        ScenarioCode code = code(checks, submission);
        Sources sources =
                new Sources(List.of(submission.folder(), submission.lesson().resolve("check")));
        return GraphExport.of(
                        code,
                        GraphExport.GAME,
                        most,
                        new GraphExport.About(
                                scene.scenes().get(0).getName(), null, scene.failures(), sources))
                .json();
    }

    private static ScenarioCode code(ScheduleChecks checks, Submission submission)
            throws IOException {
        SceneCheck scene = checks.schedules();
        return SceneCode.of(submission.compile(), scene.task(), scene.scenes().get(0));
    }

    /**
     * Compares a graph with live runs whose choices are made by chance.
     *
     * @param checks of the lesson
     * @param submission that the graph is of
     * @param json the graph file's text
     * @param walks how many runs
     * @return the first difference; empty when there is none
     * @throws IOException when a source cannot be read
     */
    public static Optional<String> difference(
            ScheduleChecks checks, Submission submission, String json, int walks)
            throws IOException {
        ScenarioCode code = code(checks, submission);
        return GraphExport.difference(code, GraphExport.GAME, json, walks, 1);
    }

    /**
     * The graph of a server's scenario.
     *
     * @param home the project's folder
     * @param scenario of the servers' catalogue
     * @param side the server
     * @return the text of a graph file; empty where the scenarios are not built
     */
    public static Optional<String> ofServer(Path home, String scenario, String side) {
        Path scenarios = StepGame.scenarios(home);
        if (!Files.exists(scenarios)) {
            return Optional.empty();
        }
        try {
            Catalogue catalogue = Catalogue.open(scenarios);
            Sources sources =
                    new Sources(catalogue.sources(side).stream().map(home::resolve).toList());
            GraphExport graph =
                    GraphExport.of(
                            catalogue.find(scenario, side),
                            GraphExport.GAME,
                            GraphExport.MOST,
                            new GraphExport.About(scenario, side, Set.of(), sources));
            return Optional.of(graph.json());
        } catch (ScenarioException e) {
            throw new LessonException(e.getMessage(), e);
        }
    }
}
