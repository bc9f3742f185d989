package signalkit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * Stops a long output when the window is full, until the reader has pressed a key.
 *
 * <p>Not thread-safe: the caller holds what guards the terminal's output.
 */
public final class Pager {
    private static final String QUESTION = "── more: space next page, enter next line, q stop ──";

    /** The bar, the question, and one line of what was before. */
    private static final int KEPT_ROWS = 3;

    private final Terminal terminal;
    private boolean on;
    private boolean stopped;
    private int room;

    /**
     * A pager that is off.
     *
     * @param terminal whose window it fills and whose keys it reads; it stays open
     */
    public Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Shows a long text in pages, where there is a window that it could run out of.
     *
     * @param out the window, or a stream that gets it all
     * @param text writes it
     */
    public static void show(PrintWriter out, Consumer<PrintWriter> text) {
        if (!Window.now().isThere()) {
            text.accept(out);
            return;
        }
        StringWriter all = new StringWriter();
        text.accept(new PrintWriter(all));
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
            Pager pager = new Pager(terminal);
            pager.turn(true);
            all.toString()
                    .lines()
                    .takeWhile(pager::admits)
                    .forEach(
                            line -> {
                                out.println(line);
                                out.flush();
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins a new output, in pages or not.
     *
     * @param toOn whether it stops when the window is full
     */
    public void turn(boolean toOn) {
        on = toOn;
        stopped = false;
        room = page();
    }

    private int page() {
        return Math.max(1, terminal.getSize().getRows() - KEPT_ROWS);
    }

    /**
     * Whether a text is to be printed; asks before one that would push another out of sight.
     *
     * @param text of one line or more
     * @return false once the reader has had enough
     */
    public boolean admits(String text) {
        if (!on) {
            return true;
        }
        int rows = 1 + (int) text.chars().filter(each -> each == '\n').count();
        if (!stopped && rows > room) {
            ask();
        }
        room -= rows;
        return !stopped;
    }

    private void ask() {
        terminal.writer().print(Window.now().hasUnicode() ? QUESTION : Ascii.of(QUESTION));
        terminal.flush();
        Attributes before = terminal.enterRawMode();
        int key;
        try {
            key = terminal.reader().read();
        } catch (IOException e) {
            key = -1; // Ctrl-C
        } finally {
            terminal.setAttributes(before);
        }
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eol);
        terminal.flush(); // Others may write to it directly.
        stopped = key < 0 || key == 'q' || key == 'Q' || key == 3 || key == 27;
        room = key == '\r' || key == '\n' || key == 'j' ? 1 : page();
    }
}
