package signalkit.shell.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private final Optional<Duration> liveInterval;
    private final LongSupplier nanoTime;
    private final String launcher;

    /**
     * A screen on two streams, without live lines.
     *
     * @param out what is asked for
     * @param err errors
     */
    public PlainScreen(PrintStream out, PrintStream err) {
        this(out, err, Optional.empty(), System::nanoTime, CommandText.IN_SHELL);
    }

    /**
     * A screen on two streams, whose live lines tell now and then how far a long work is.
     *
     * @param out what is asked for
     * @param err errors and live lines
     * @param liveInterval from one text of a live line that is printed to the next, and to the
     *     first
     */
    public PlainScreen(PrintStream out, PrintStream err, Duration liveInterval) {
        this(out, err, liveInterval, CommandText.IN_SHELL);
    }

    /**
     * A screen on two streams, whose live lines tell now and then how far a long work is.
     *
     * @param out what is asked for
     * @param err errors and live lines
     * @param liveInterval from one text of a live line that is printed to the next, and to the
     *     first
     * @param launcher what stands before a command that the user is told to type
     */
    public PlainScreen(PrintStream out, PrintStream err, Duration liveInterval, String launcher) {
        this(out, err, Optional.of(liveInterval), System::nanoTime, launcher);
    }

    /** With a clock that a test can set. */
    PlainScreen(
            PrintStream out,
            PrintStream err,
            Optional<Duration> liveInterval,
            LongSupplier nanoTime,
            String launcher) {
        this.launcher = launcher;
        this.out = out;
        this.err = err;
        this.liveInterval = liveInterval;
        this.nanoTime = nanoTime;
    }

    @Override
    public void line(String text) {
        out.println(Ansi.OFF.string(commands(text)));
    }

    private String commands(String text) {
        return CommandText.render(text, launcher, command -> command);
    }

    @Override
    public void foreign(String text) {
        out.println(Screen.harmless(text));
    }

    @Override
    public void error(String text) {
        out.flush();
        err.println("error: " + Screen.harmless(commands(text)));
    }

    @Override
    public LiveLine live() {
        return liveInterval.<LiveLine>map(RareLine::new).orElse(NO_LIVE_LINE);
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

    /** Prints the first text that is shown after each interval. */
    private final class RareLine implements LiveLine {
        private final Duration interval;

        // this must be locked when using it:
        private long last = nanoTime.getAsLong();

        RareLine(Duration interval) {
            this.interval = interval;
        }

        @Override
        public synchronized void show(String text) {
            long now = nanoTime.getAsLong();
            if (now - last >= interval.toNanos()) {
                last = now;
                out.flush();
                err.println(Ansi.OFF.string(text));
            }
        }

        @Override
        public void close() {}
    }
}
