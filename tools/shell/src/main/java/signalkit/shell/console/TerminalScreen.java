package signalkit.shell.console;

import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;
import picocli.CommandLine.Help.Ansi;

/** A terminal: colours, and lines that change in place. */
public final class TerminalScreen implements Screen {
    private final Terminal terminal;
    private final Ansi ansi = System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;

    // this must be locked when using it:
    private String liveText;

    /**
     * A screen on a terminal.
     *
     * @param terminal no dumb one
     */
    public TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void line(String text) {
        print(ansi.string(text));
    }

    @Override
    public void foreign(String text) {
        print(Screen.harmless(text));
    }

    @Override
    public void error(String text) {
        print(ansi.string(Style.BAD.of("error:")) + " " + text);
    }

    private synchronized void print(String text) {
        wipe();
        terminal.writer().println(text);
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
            int width = Math.max(1, terminal.getSize().getColumns() - 1);
            AttributedString text = AttributedString.fromAnsi(ansi.string(liveText));
            terminal.writer().print(text.columnSubSequence(0, width).toAnsi(terminal));
        }
        terminal.flush();
    }

    /** The status bar keeps its place by a scroll region, which is no business of others. */
    @Override
    public Optional<Loan> lend() {
        Optional<Status> bar = Status.getExistingStatus(terminal);
        bar.ifPresent(Status::suspend);
        terminal.flush();
        return Optional.of(() -> bar.ifPresent(Status::restore));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    /**
     * Markup as the terminal shows it.
     *
     * @param markup of {@link Style}
     * @return with colours
     */
    public AttributedString styled(String markup) {
        return AttributedString.fromAnsi(ansi.string(markup));
    }
}
