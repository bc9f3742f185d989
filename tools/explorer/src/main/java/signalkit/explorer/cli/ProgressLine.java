package signalkit.explorer.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import signalkit.cli.Window;
import signalkit.explorer.Bounds;
import signalkit.explorer.SearchStatistics;

/**
 * How far a search is, on one line that changes in place: a bar per level of preemptions.
 *
 * <p>How many runs a level has is not known before it is done, so the bar shows those done against
 * those known to come; it may go back. What is sure is the time at which the search gives up.
 */
final class ProgressLine implements Consumer<SearchStatistics>, AutoCloseable {
    private static final int CELLS = 20;
    private static final String WIPE = "\r\033[K";

    private final PrintWriter out;
    private final Bounds bounds;
    private int level = -1;
    private long runsBefore;

    ProgressLine(PrintWriter out, Bounds bounds) {
        this.out = out;
        this.bounds = bounds;
    }

    @Override
    public void accept(SearchStatistics now) {
        // What is as wide as the window would wrap, and could not be wiped.
        out.print(WIPE + line(now, Window.now().width() - 1));
        out.flush();
    }

    /** As much as fits; when the search gives up is told longest, since it alone is sure. */
    String line(SearchStatistics now, int width) {
        if (level != now.preemptions() || now.runs() < runsBefore) {
            level = now.preemptions();
            runsBefore = now.runs();
        }
        long done = now.runs() - runsBefore;
        int filled = (int) (CELLS * done / Math.max(1, done + now.waiting()));
        long millis = Math.max(1, now.elapsed().toMillis());
        Duration left = bounds.time().minus(now.elapsed());
        String goal =
                now.preemptions() <= bounds.preemptions()
                        ? now.preemptions() + " of " + bounds.preemptions()
                        : "proved; " + now.preemptions();
        String known = String.format(Locale.ROOT, "%,d known to come, ", now.waiting());
        String rate = String.format(Locale.ROOT, "%,d/s, ", 1000 * now.runs() / millis);
        String runs = String.format(Locale.ROOT, "%,d runs, ", now.runs());
        String end = "gives up in " + clock(left.isNegative() ? Duration.ZERO : left);
        String bar = "█".repeat(filled) + "░".repeat(CELLS - filled) + "  ";
        String start = goal + " preemptions ";
        return Stream.of(
                        start + bar + runs + known + rate + end,
                        start + bar + runs + known + end,
                        start + bar + runs + end,
                        start + runs + end)
                .filter(line -> line.length() <= width)
                .findFirst()
                .orElse(end);
    }

    private static String clock(Duration time) {
        return String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    @Override
    public void close() {
        out.print(WIPE);
        out.flush();
    }
}
