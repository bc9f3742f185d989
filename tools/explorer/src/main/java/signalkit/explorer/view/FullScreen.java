package signalkit.explorer.view;

import java.io.PrintWriter;
import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import signalkit.cli.Ascii;
import signalkit.cli.Style;
import signalkit.cli.Window;

/**
 * A terminal whose whole window shows one picture, which is drawn again when the window changes.
 *
 * <p>One thread reads keys; the terminal's own may draw meanwhile, so the picture must be made
 * under a lock. Closing puts the terminal's modes back.
 */
public final class FullScreen implements AutoCloseable {
    /** What a row means. */
    public enum Look {
        /** Nothing of its own. */
        PLAIN,
        /** The title. */
        TITLE,
        /** Where the reader is: shown without colours, too. */
        HERE,
        /** As it should be. */
        GOOD,
        /** What broke, or a handler. */
        BAD,
        /** What the reader should notice. */
        WARN
    }

    /**
     * One row of the window.
     *
     * @param text in one line
     * @param look what it means
     */
    public record Row(String text, Look look) {}

    /** Makes the rows for a window of some size. */
    public interface Picture {
        /**
         * The rows.
         *
         * @param width of the window, in characters
         * @param height of the window, in rows
         * @return rows that fit
         */
        List<Row> rows(int width, int height);
    }

    private static final String PLAIN = "\033[0m";
    private static final int LEAST_WIDTH = 40;
    private static final int LEAST_HEIGHT = 16;

    private final Terminal terminal;
    private final Picture picture;
    private final Window window = Window.now();
    private final BindingReader reader;
    private final Attributes before;
    private final Terminal.SignalHandler resized;

    /**
     * Takes the window.
     *
     * @param terminal which stays open
     * @param picture what is to be seen; also asked by a thread of the terminal
     */
    public FullScreen(Terminal terminal, Picture picture) {
        this.terminal = terminal;
        this.picture = picture;
        this.reader = new BindingReader(terminal.reader());
        this.before = terminal.enterRawMode();
        // Ctrl-C is a key here: the process must not end before the modes are put back.
        Attributes keys = terminal.getAttributes();
        keys.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(keys);
        this.resized = terminal.handle(Terminal.Signal.WINCH, ignored -> draw());
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
    }

    /** Shows the picture as it is now. */
    public synchronized void draw() {
        int width = Math.max(LEAST_WIDTH, terminal.getSize().getColumns());
        int height = Math.max(LEAST_HEIGHT, terminal.getSize().getRows());
        PrintWriter out = terminal.writer();
        List<Row> rows = picture.rows(width, height);
        terminal.puts(Capability.clear_screen);
        for (int i = 0; i < Math.min(rows.size(), height); i++) {
            Row row = rows.get(i);
            String text = Grid.cut(row.text, width);
            // Not a new line, which would scroll where the shell's bar has left its region.
            terminal.puts(Capability.cursor_address, i, 0);
            out.print(style(row.look) + (window.hasUnicode() ? text : Ascii.of(text)) + PLAIN);
        }
        terminal.flush();
    }

    /**
     * Bold and inverse are no colours: they stay with NO_COLOR. Written here, because JLine's
     * attributed strings turn the bars of handlers into ASCII.
     */
    private String style(Look look) {
        return switch (look) {
            case PLAIN -> "";
            case TITLE -> "\033[1m";
            case HERE -> "\033[7m";
            case GOOD -> coloured(Style.GOOD);
            case BAD -> coloured(Style.BAD);
            case WARN -> coloured(Style.WARN);
        };
    }

    private String coloured(Style meaning) {
        return window.hasColours() ? "\033[38;5;" + meaning.colour() + "m" : "";
    }

    /**
     * Waits for a key.
     *
     * @param keys which keys there are
     * @param atEnd what a terminal says that is closed
     * @param <T> what keys mean
     * @return what the key means
     */
    public <T> T read(KeyMap<T> keys, T atEnd) {
        try {
            T meaning = reader.readBinding(keys);
            return meaning == null ? atEnd : meaning;
        } catch (EndOfFileException e) {
            return atEnd;
        }
    }

    /**
     * Waits for any character, to read a text.
     *
     * @return a code point; negative when the terminal is closed
     */
    public int readCharacter() {
        return reader.readCharacter();
    }

    /** Gives the window back. */
    @Override
    public void close() {
        terminal.handle(Terminal.Signal.WINCH, resized);
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.flush();
    }
}
