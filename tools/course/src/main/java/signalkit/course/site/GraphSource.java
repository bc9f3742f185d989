package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import signalkit.course.check.Submission;
import signalkit.course.schedule.GameGraphs;
import signalkit.course.schedule.ScheduleChecks;

/** Where the pages get from what takes long to explore. Thread-safe. */
public interface GraphSource {
    /** Explores each program when it is asked for. */
    GraphSource EXPLORER =
            new GraphSource() {
                @Override
                public String ofExercise(ScheduleChecks checks, Submission exercise)
                        throws IOException {
                    return GameGraphs.of(checks, exercise);
                }

                @Override
                public Optional<String> ofServer(Path home, String scenario, String side) {
                    return GameGraphs.ofServer(home, scenario, side);
                }
            };

    /**
     * The graph of an exercise.
     *
     * @param checks of its lesson
     * @param exercise as it was handed out, or a variant of it
     * @return the text of a graph file
     * @throws IOException when a source cannot be read
     */
    String ofExercise(ScheduleChecks checks, Submission exercise) throws IOException;

    /**
     * The graph of a server's scenario.
     *
     * @param home the project's folder
     * @param scenario of the servers' catalogue
     * @param side the server
     * @return the text of a graph file; empty where the scenarios are not built
     */
    Optional<String> ofServer(Path home, String scenario, String side);

    /**
     * Whether a patch without a verdict is checked; otherwise the page leaves it out.
     *
     * @return true where the site is for readers
     */
    default boolean checksPatches() {
        return true;
    }
}
