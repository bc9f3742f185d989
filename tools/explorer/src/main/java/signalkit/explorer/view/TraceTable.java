package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import signalkit.explorer.Trace;

/**
 * A trace as text: a line per step, a column per thread, then the locks, the scenario's values and
 * the source.
 *
 * <p>What a handler does stands behind a bar, one for each handler that runs on top of the thread.
 * Locks and values are written where they change. Immutable but for its sources.
 */
public final class TraceTable {
    /** A width that a two-pane window still has. */
    public static final int WIDTH = 160;

    private static final String HANDLER = "│ ";

    private final Trace trace;
    private final Sources sources;
    private final Set<String> values = new LinkedHashSet<>();

    /**
     * The table of a trace.
     *
     * @param trace what happened
     * @param sources where its source lines are
     */
    public TraceTable(Trace trace, Sources sources) {
        this.trace = trace;
        this.sources = sources;
        trace.steps().forEach(step -> values.addAll(step.shown().keySet()));
    }

    /**
     * The header and a line for each step.
     *
     * @param width how long a line may be, in characters
     * @return at least the header
     */
    public List<String> lines(int width) {
        Grid grid = new Grid();
        grid.row(header());
        Trace.Step before = null;
        int number = 1;
        for (Trace.Step step : trace.steps()) {
            grid.row(row(number++, before, step));
            before = step;
        }
        return grid.lines(width);
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>();
        cells.add("#");
        cells.addAll(trace.threads());
        cells.add("locks");
        cells.addAll(values);
        cells.add("source");
        return cells;
    }

    private List<String> row(int number, Trace.Step before, Trace.Step step) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(number));
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            cells.add(thread == step.thread() ? deed(step) : "");
        }
        String locks = locks(step);
        boolean isNews = before == null ? !step.locks().isEmpty() : !locks.equals(locks(before));
        cells.add(isNews ? locks : "");
        for (String name : values) {
            String value = step.shown().getOrDefault(name, "");
            String old = before == null ? "" : before.shown().getOrDefault(name, "");
            cells.add(value.equals(old) ? "" : value);
        }
        cells.add(source(step));
        return cells;
    }

    /** What a step did, behind a bar for each handler. */
    static String deed(Trace.Step step) {
        return HANDLER.repeat(step.depth()) + step.text();
    }

    /** All locks in use after a step; {@code free} when there are none. */
    static String locks(Trace.Step step) {
        return step.locks().isEmpty()
                ? "free"
                : step.locks().stream().map(TraceTable::lock).collect(Collectors.joining("; "));
    }

    private static String lock(Trace.Lock lock) {
        String owner = lock.owner() == null ? "" : ": " + lock.owner();
        String waiters = lock.waiters().isEmpty() ? "" : " ← " + String.join(", ", lock.waiters());
        return lock.name() + owner + waiters;
    }

    private String source(Trace.Step step) {
        return Place.of(step.place())
                .map(place -> (place + "  " + sources.line(place)).strip())
                .orElse("");
    }
}
