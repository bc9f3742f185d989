package signalkit.shell.console;

import java.time.Duration;
import signalkit.cli.Style;

/**
 * How far a long work is: a bar, a count and the time that is left, on a live line.
 *
 * <p>Libraries for this draw from a thread of their own, which tears a screen that has a status bar
 * and a prompt, too; this one draws when it is told to.
 */
public final class ProgressBar implements AutoCloseable {
    private static final int CELLS = 24;

    private final Screen.LiveLine line;
    private final String label;
    private final int total;
    private final long start = System.nanoTime();

    private int done;

    /**
     * An empty bar.
     *
     * @param screen where to draw
     * @param label what the work is
     * @param total how many steps it has, at least 1
     */
    public ProgressBar(Screen screen, String label, int total) {
        this.line = screen.live();
        this.label = label;
        this.total = total;
        show("");
    }

    /**
     * One more step is done.
     *
     * @param remark what to say behind the bar
     */
    public void step(String remark) {
        done++;
        show(remark);
    }

    private void show(String remark) {
        int filled = CELLS * done / total;
        String bar = Style.GOOD.of("█".repeat(filled)) + Style.FAINT.of("░".repeat(CELLS - filled));
        line.show(label + " " + bar + " " + done + "/" + total + left() + "  " + remark);
    }

    private String left() {
        if (done == 0) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - start) / done * (total - done));
        return String.format(" %d:%02d left", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
        line.close();
    }
}
