package signalkit.course.schedule;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import signalkit.course.check.LessonException;

/**
 * What a lesson says about its game, in {@code game.json}. Immutable.
 *
 * @param goal what the learner is to bring about, in one sentence
 * @param serverGoal the same for the game on echo-unsafe; null when there is none
 * @param file of the exercise that the learner is asked about; null when there is no question
 * @param lines of that file, with what there is to say about changing them
 */
public record GameDescription(String goal, String serverGoal, String file, List<CodeLines> lines) {
    private static final String FILE = "game.json";
    private static final String USUAL_GOAL = "Find a schedule that breaks it.";

    /** Fills in what the file leaves out. */
    public GameDescription {
        goal = goal == null ? USUAL_GOAL : goal;
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /**
     * Lines of the exercise about which there is one thing to say.
     *
     * @param lines a number, or two with a hyphen between them
     * @param code the text of the first one, which shows that the numbers are still right
     * @param right whether a solution changes these lines
     * @param why it does, or does not, in a sentence or two
     */
    public record CodeLines(String lines, String code, boolean right, String why) {
        /**
         * The first line.
         *
         * @return from 1
         */
        public int from() {
            return Integer.parseInt(lines.split("-")[0]);
        }

        /**
         * The last line.
         *
         * @return not before {@link #from}
         */
        public int to() {
            String[] both = lines.split("-");
            return Integer.parseInt(both[both.length - 1]);
        }

        /**
         * Whether a line is one of these.
         *
         * @param line from 1
         * @return true for the first, the last, and those in between
         */
        public boolean contains(int line) {
            return from() <= line && line <= to();
        }
    }

    /**
     * What a lesson says about its game.
     *
     * @param lesson its folder
     * @return with a usual goal where the lesson says nothing
     */
    public static GameDescription of(Path lesson) {
        Path file = lesson.resolve(FILE);
        if (!Files.exists(file)) {
            return new GameDescription(null, null, null, null);
        }
        try {
            return new Gson().fromJson(Files.readString(file), GameDescription.class);
        } catch (IOException | JsonParseException e) {
            throw new LessonException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * What there is to say about a line.
     *
     * @param line from 1
     * @return empty when no code of it runs
     */
    public Optional<CodeLines> at(int line) {
        return lines.stream().filter(each -> each.contains(line)).findFirst();
    }
}
