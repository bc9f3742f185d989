package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Trace;

/** What a trace shows that broke nothing, as text: with the stacks of the steps it is about. */
public final class WarningText {
    private WarningText() {}

    /**
     * What each thread that a warning is about was doing.
     *
     * @param trace what happened
     * @param warning one of its own
     * @return for each step a line, then its stack, the innermost frame first
     */
    public static List<String> lines(Trace trace, Trace.Warning warning) {
        List<String> lines = new ArrayList<>();
        for (int index : warning.steps()) {
            Trace.Step step = trace.steps().get(index);
            String thread = trace.threads().get(step.thread());
            lines.add("  step " + (index + 1) + ", " + thread + " " + step.text() + ":");
            step.stack().forEach(frame -> lines.add("    " + frame));
        }
        return lines;
    }
}
