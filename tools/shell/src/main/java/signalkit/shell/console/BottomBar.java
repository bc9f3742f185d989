package signalkit.shell.console;

import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;

/**
 * The last line of a terminal, kept below a region that scrolls, also when the window changes.
 *
 * <p><b>How it works.</b> JLine's {@link Status} draws the line, and its line reader leaves room
 * for it. But what a change of the window's size does to the rows, JLine has to guess: some
 * terminals keep the first row in place, others the last, and all forget the region. It erases rows
 * that it takes for the old bar, and they may be somebody's output. What is certain is that nothing
 * but the old bar stands below the cursor. So here all below the cursor is erased, one row is made
 * free there, and JLine is told of the new place in two steps that leave it nothing to erase.
 *
 * <p>Not thread-safe: the caller holds what guards the terminal's output.
 */
final class BottomBar {
    private static final int LEAST_ROWS = 8;

    private static final List<Capability> NEEDED =
            List.of(
                    Capability.change_scroll_region,
                    Capability.save_cursor,
                    Capability.restore_cursor,
                    Capability.cursor_address,
                    Capability.cursor_up,
                    Capability.clr_eos);

    /** Down one row in the same column; in the last row, everything else goes up instead. */
    private static final String INDEX = "\033D";

    private final Terminal terminal;
    private final Status status;
    private Size drawnFor;
    private boolean lent;

    /** A bar on a terminal; nothing is drawn where regions or cursor positions are unknown. */
    BottomBar(Terminal terminal) {
        this.terminal = terminal;
        this.status = NEEDED.stream().allMatch(this::can) ? Status.getStatus(terminal) : null;
    }

    private boolean can(Capability capability) {
        return terminal.getStringCapability(capability) != null;
    }

    /** Shows a text; the cursor has to be below all that is to stay. */
    void show(AttributedString text) {
        if (status == null || lent) {
            return;
        }
        Size size = terminal.getSize();
        if (drawnFor != null && !drawnFor.equals(size)) {
            leave(size);
        }
        if (size.getRows() < LEAST_ROWS) {
            return;
        }
        if (drawnFor == null) {
            move(size, text);
        }
        status.update(List.of(text));
    }

    /** Whether the window has another size than the bar was drawn for. */
    boolean isMisplaced() {
        return status != null && !lent && !terminal.getSize().equals(drawnFor);
    }

    /** Gives the whole window to somebody else; the bar stays as it is. */
    void lend() {
        lent = true;
    }

    /** Takes the window back; the next {@link #show} draws the bar. */
    void takeBack() {
        lent = false;
    }

    /** Erases the bar and lets the whole window scroll. */
    void close() {
        if (drawnFor != null) {
            leave(terminal.getSize());
            terminal.flush();
        }
    }

    /** Afterwards there is no bar, the whole window scrolls, and JLine draws nothing. */
    private void leave(Size size) {
        terminal.puts(Capability.save_cursor);
        status.suspend();
        status.reset();
        status.update(List.of());
        terminal.puts(Capability.change_scroll_region, 0, size.getRows() - 1);
        terminal.puts(Capability.restore_cursor);
        terminal.puts(Capability.clr_eos);
        drawnFor = null;
    }

    /** Afterwards the last row is the bar's, and JLine knows it. */
    private void move(Size size, AttributedString text) {
        terminal.writer().print(INDEX);
        terminal.puts(Capability.cursor_up);
        // With nothing to show, JLine only sets the region: here, to all but the last row.
        status.suspend();
        status.update(List.of());
        status.resize(Size.of(size.getColumns(), size.getRows() - 1));
        // With one line and one row more, it erases that row alone and keeps the region.
        status.update(List.of(text));
        status.resize(size);
        drawnFor = Size.of(size);
        status.restore();
    }
}
