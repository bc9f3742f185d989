package signalkit.shell.console;

import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Plain text on two streams: no colour, no line that changes. */
public final class PlainScreen implements Screen {
    /** A live line that is never seen. */
    public static final LiveLine NO_LIVE_LINE =
            new LiveLine() {
                @Override
                public void show(String text) {}

                @Override
                public void close() {}
            };

    private final PrintStream out;
    private final PrintStream err;

    /**
     * A screen on two streams.
     *
     * @param out what is asked for
     * @param err errors
     */
    public PlainScreen(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void line(String text) {
        out.println(Ansi.OFF.string(text));
    }

    @Override
    public void foreign(String text) {
        out.println(Screen.harmless(text));
    }

    @Override
    public void error(String text) {
        out.flush();
        err.println("error: " + Screen.harmless(text));
    }

    @Override
    public LiveLine live() {
        return NO_LIVE_LINE;
    }

    @Override
    public Optional<Loan> lend() {
        out.flush();
        return Optional.of(() -> {});
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }
}
