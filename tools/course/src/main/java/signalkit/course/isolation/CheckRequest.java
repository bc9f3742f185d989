package signalkit.course.isolation;

import com.google.gson.Gson;
import java.nio.file.Path;
import signalkit.course.Course;
import signalkit.course.check.TerminalWidth;

/**
 * What the JVM of a check is told on its standard input.
 *
 * @param home of the project
 * @param step its key, {@code NN-topic/step}
 * @param folder of the copied files
 * @param columns of the learner's terminal; 0 for none
 * @param verdictOnly whether to leave out what is only shown
 * @param secret goes before and after the reply, and nowhere else
 */
record CheckRequest(
        String home, String step, String folder, int columns, boolean verdictOnly, String secret) {

    static CheckRequest of(String json) {
        return new Gson().fromJson(json, CheckRequest.class);
    }

    String json() {
        return new Gson().toJson(this);
    }

    Course.Place place() {
        return Course.read(Path.of(home)).places().stream()
                .filter(place -> place.key().equals(step))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no step " + step));
    }

    TerminalWidth width() {
        return new TerminalWidth(columns);
    }
}
