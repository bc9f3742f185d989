package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What a step did can be guessed from so many characters. */
    private static final int DEED = 14;

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
        int places = 0;
        for (Trace.Step step : trace.steps()) {
            grid.row(row(number++, before, step));
            places = Math.max(places, place(step).length());
            before = step;
        }
        // Without its line, a step cannot be found in the source.
        grid.keep(header().size() - 1, places + 1);
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            grid.keep(1 + thread, DEED);
        }
        return grid.fits(width) ? grid.lines(width) : narrow(width);
    }

    /** One column for all threads, for windows in which each cannot have its own. */
    private List<String> narrow(int width) {
        Grid grid = new Grid();
        grid.row(List.of("#", "thread", "step", "locks", "source"));
        Trace.Step before = null;
        int number = 1;
        int places = 0;
        for (Trace.Step step : trace.steps()) {
            String place = place(step);
            places = Math.max(places, place.length());
            grid.row(
                    List.of(
                            String.valueOf(number++),
                            trace.threads().get(step.thread()),
                            deed(step),
                            news(before, step),
                            place));
            before = step;
        }
        grid.keep(2, DEED);
        grid.keep(4, places);
        return grid.lines(width);
    }

    /**
     * The same with the full frame of each step, which development environments make a link of.
     *
     * @param width how long a line may be before its frame, in characters
     * @param wanted which steps are shown
     * @return at least the header
     */
    List<String> framedLines(int width, Predicate<Trace.Step> wanted) {
        Grid grid = new Grid();
        List<String> header = header();
        grid.row(header.subList(0, header.size() - 1));
        List<Trace.Step> steps = new ArrayList<>();
        Trace.Step before = null;
        int number = 1;
        for (Trace.Step step : trace.steps()) {
            if (wanted.test(step)) {
                List<String> row = row(number, before, step);
                grid.row(row.subList(0, row.size() - 1));
                steps.add(step);
                before = step;
            }
            number++;
        }
        List<String> lines = new ArrayList<>(grid.lines(width));
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 1; i < lines.size(); i++) {
            List<StackTraceElement> frames = steps.get(i - 1).frames();
            if (!frames.isEmpty()) {
                String gap = " ".repeat(longest - lines.get(i).length());
                lines.set(i, lines.get(i) + gap + "  at " + framed(frames.get(0)));
            }
        }
        return lines;
    }

    private String framed(StackTraceElement frame) {
        String text =
                Place.of(frame.toString()).map(sources::line).map(line -> "  " + line).orElse("");
        return (frame + text).stripTrailing();
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
        cells.add(news(before, step));
        for (String name : values) {
            String value = step.shown().getOrDefault(name, "");
            String old = before == null ? "" : before.shown().getOrDefault(name, "");
            cells.add(value.equals(old) ? "" : value);
        }
        cells.add(source(step));
        return cells;
    }

    /** The locks, if they changed. */
    private static String news(Trace.Step before, Trace.Step step) {
        String locks = locks(step);
        boolean isNews = before == null ? !step.locks().isEmpty() : !locks.equals(locks(before));
        return isNews ? locks : "";
    }

    private static String place(Trace.Step step) {
        return Place.of(step.place()).map(Place::toString).orElse("");
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
