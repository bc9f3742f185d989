package signalkit.explorer.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import signalkit.explorer.Finding;
import signalkit.explorer.Trace;
import signalkit.explorer.run.Texts;

/**
 * A failing schedule as an assertion error: its message has the table of the schedule, with a frame
 * in each line that development environments make a link of.
 */
public final class FailureReport {
    /** More lines than anybody reads. */
    private static final int MOST_LINES = 300;

    /** Where Maven and Gradle keep sources; a folder that is not there holds nothing. */
    private static final Sources USUAL =
            new Sources(Stream.of("src/test/java", "src/main/java").map(Path::of).toList());

    private FailureReport() {}

    /**
     * The error of a schedule.
     *
     * @param trace what happened
     * @param advice how to run that schedule again, as the last line
     * @return its stack trace begins where the schedule ended
     */
    public static AssertionError of(Trace trace, String advice) {
        List<String> lines = new ArrayList<>();
        Finding finding = trace.finding();
        lines.add(trace.scenario() + ": " + (finding == null ? "no failure" : finding));
        lines.add("");
        lines.addAll(table(trace));
        for (Trace.Warning warning : trace.warnings()) {
            if (warning.finding().equals(finding)) {
                lines.add("");
                lines.addAll(stacks(trace, warning));
            }
        }
        lines.add("");
        lines.add(advice);
        AssertionError error = new AssertionError(String.join(System.lineSeparator(), lines));
        error.setStackTrace(
                Stream.concat(lastFrames(trace), Arrays.stream(error.getStackTrace()))
                        .toArray(StackTraceElement[]::new));
        return error;
    }

    private static List<String> table(Trace trace) {
        Set<Trace.Step> racing = new HashSet<>();
        for (Trace.Warning warning : trace.warnings()) {
            warning.steps().forEach(index -> racing.add(trace.steps().get(index)));
        }
        List<String> lines =
                new TraceTable(trace, USUAL)
                        .framedLines(
                                TraceTable.WIDTH, step -> isUsers(step) || racing.contains(step));
        int left = lines.size() - MOST_LINES;
        if (left <= 0) {
            return lines;
        }
        List<String> last = new ArrayList<>(lines.subList(left, lines.size()));
        last.add(0, lines.get(0));
        last.add(1, "… " + left + " steps before");
        return last;
    }

    /** The steps of an assertion are of no interest. */
    private static boolean isUsers(Trace.Step step) {
        return step.frames().isEmpty()
                || !Texts.isTestFrameworks(step.frames().get(0).getClassName());
    }

    private static List<String> stacks(Trace trace, Trace.Warning warning) {
        List<String> lines = new ArrayList<>();
        for (int index : warning.steps()) {
            Trace.Step step = trace.steps().get(index);
            String thread = trace.threads().get(step.thread());
            lines.add("step " + (index + 1) + ", " + thread + " " + step.text() + ":");
            step.frames().forEach(frame -> lines.add("    at " + frame));
        }
        return lines;
    }

    private static Stream<StackTraceElement> lastFrames(Trace trace) {
        List<Trace.Step> steps = trace.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).frames().isEmpty()) {
                return steps.get(i).frames().stream()
                        .filter(frame -> !Texts.isTestFrameworks(frame.getClassName()));
            }
        }
        return Stream.empty();
    }
}
