package signalkit.shell.console;

import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import picocli.CommandLine.Help.Ansi;
import signalkit.cli.Ascii;
import signalkit.cli.Pager;
import signalkit.cli.Style;
import signalkit.cli.Window;

/** A terminal: colours, and lines that change in place. */
public final class TerminalScreen implements Screen {
    private final Terminal terminal;
    private final String launcher;
    private final boolean unicode = Window.isUnicode(System.getenv());
    private final Ansi ansi = Window.wantsColours(System.getenv()) ? Ansi.ON : Ansi.OFF;

    // this must be locked when using these:
    private final BottomBar bar;
    private final Pager pager;
    private AttributedString barText;
    private String liveText;

    /**
     * A screen on a terminal.
     *
     * @param terminal no dumb one
     */
    public TerminalScreen(Terminal terminal) {
        this(terminal, CommandText.IN_SHELL);
    }

    /**
     * A screen on a terminal.
     *
     * @param terminal no dumb one
     * @param launcher what stands before a command that the user is told to type
     */
    public TerminalScreen(Terminal terminal, String launcher) {
        this.terminal = terminal;
        this.launcher = launcher;
        this.bar = new BottomBar(terminal);
        this.pager = new Pager(terminal);
    }

    @Override
    public void line(String text) {
        print(wrap(shownCommands(text)));
    }

    @Override
    public void hanging(String prefix, String text) {
        int indent = AttributedString.fromAnsi(shownCommands(prefix)).columnLength();
        print(wrap(shownCommands(prefix + text), Math.min(indent, width() / 2)));
    }

    private String shownCommands(String text) {
        return ansi.string(CommandText.render(text, launcher, Style.CODE::of));
    }

    /** What is too long for the window goes on below at a word, as far to the right. */
    private String wrap(String text) {
        AttributedString whole = AttributedString.fromAnsi(text);
        return wrap(text, whole.length() - whole.toString().stripLeading().length());
    }

    private String wrap(String text, int indent) {
        int width = width();
        AttributedString rest = AttributedString.fromAnsi(text);
        if (rest.columnLength() <= width) {
            return text;
        }
        StringBuilder lines = new StringBuilder();
        while (rest.columnLength() > width) {
            int fits = rest.columnSubSequence(0, width + 1).length();
            int cut = rest.toString().lastIndexOf(' ', fits - 1);
            boolean isSpace = cut > indent;
            if (!isSpace) {
                // A long frame breaks before its file and line.
                cut = rest.toString().lastIndexOf('(', fits - 1);
            }
            if (cut <= indent) {
                break; // The terminal cuts the long word.
            }
            lines.append(rest.subSequence(0, cut).toAnsi(terminal)).append(System.lineSeparator());
            rest =
                    AttributedString.join(
                            AttributedString.EMPTY,
                            new AttributedString(" ".repeat(indent)),
                            rest.subSequence(isSpace ? cut + 1 : cut, rest.length()));
        }
        return lines + rest.toAnsi(terminal);
    }

    @Override
    public void foreign(String text) {
        print(wrap(Screen.harmless(text)));
    }

    @Override
    public void error(String text) {
        String plain = Screen.harmless(CommandText.render(text, launcher, command -> command));
        print(wrap(ansi.string(Style.BAD.of("error:")) + " " + plain));
    }

    @Override
    public synchronized void paged(boolean on) {
        pager.turn(on);
    }

    private synchronized void print(String text) {
        if (!pager.admits(text)) {
            return;
        }
        wipe();
        terminal.writer().println(shown(text));
        draw();
    }

    @Override
    public LiveLine live() {
        return new LiveLine() {
            @Override
            public void show(String text) {
                change(text);
            }

            @Override
            public void close() {
                change(null);
            }
        };
    }

    private synchronized void change(String text) {
        wipe();
        liveText = text;
        draw();
    }

    /** this must be locked. */
    private void wipe() {
        if (liveText != null) {
            terminal.puts(Capability.carriage_return);
            terminal.puts(Capability.clr_eol);
        }
    }

    /** this must be locked. */
    private void draw() {
        if (liveText != null) {
            // A line as wide as the terminal would wrap and could not be wiped.
            int width = Math.max(1, width() - 1);
            AttributedString text = AttributedString.fromAnsi(ansi.string(liveText));
            terminal.writer().print(shown(text.columnSubSequence(0, width).toAnsi(terminal)));
        }
        terminal.flush();
    }

    /**
     * A text as this terminal shows it.
     *
     * @param text may have characters that only some terminals have
     * @return in ASCII where the terminal has no others
     */
    public String shown(String text) {
        return unicode ? text : Ascii.of(text);
    }

    @Override
    public synchronized Optional<Loan> lend() {
        bar.lend();
        terminal.flush();
        return Optional.of(this::takeBack);
    }

    private synchronized void takeBack() {
        // The other may have left half a line: these blanks wrap then, and else they do not.
        terminal.writer().print(" ".repeat(Math.max(0, width() - 1)));
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eol);
        bar.takeBack();
        showBar();
    }

    /**
     * Shows the bar anew, where the window has its last line now; without one, nothing happens.
     *
     * @param text what it says
     */
    public synchronized void bar(AttributedString text) {
        barText = text;
        showBar();
    }

    /** Lets the bar follow the window, if that has changed its size; the cursor may move. */
    public synchronized void moveBar() {
        if (bar.isMisplaced()) {
            showBar();
        }
    }

    /** Removes the bar. */
    public synchronized void closeBar() {
        bar.close();
        barText = null;
    }

    /** this must be locked. */
    private void showBar() {
        if (barText != null) {
            wipe();
            bar.show(barText);
            draw();
        }
    }

    @Override
    public synchronized void clear() {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
    }

    /**
     * The terminal itself, for somebody who has it on loan.
     *
     * @return the terminal
     */
    public Terminal terminal() {
        return terminal;
    }

    /**
     * Markup as this terminal gets it.
     *
     * @param markup of {@link Style}
     * @return with escape sequences, if colours are wanted
     */
    public String ansi(String markup) {
        return shown(ansi.string(markup));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public int width() {
        return terminal.getSize().getColumns();
    }

    /**
     * A line as {@link #line} would print it, for somebody else to print.
     *
     * @param text may contain markup and commands
     * @return with colours, broken between words
     */
    public AttributedString fitted(String text) {
        return AttributedString.fromAnsi(shown(wrap(shownCommands(text))));
    }

    /**
     * Markup as the terminal shows it.
     *
     * @param markup of {@link Style}
     * @return with colours
     */
    public AttributedString styled(String markup) {
        return AttributedString.fromAnsi(shown(ansi.string(markup)));
    }
}
