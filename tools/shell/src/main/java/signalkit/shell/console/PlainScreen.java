package signalkit.shell.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;
import signalkit.cli.Ascii;
import signalkit.cli.Paragraph;
import signalkit.cli.Window;

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
    private final Supplier<Window> window;
    private final String launcher;

    /**
     * A screen on two streams, without live lines.
     *
     * @param out what is asked for
     * @param err errors
     */
    public PlainScreen(PrintStream out, PrintStream err) {
        this(
                out,
                err,
                Optional.empty(),
                System::nanoTime,
                () -> new Window(false, Integer.MAX_VALUE, false, true),
                CommandText.IN_SHELL);
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
        this(out, err, Optional.of(liveInterval), System::nanoTime, Window::now, launcher);
    }

    /** With a clock and a window that a test can set. */
    PlainScreen(
            PrintStream out,
            PrintStream err,
            Optional<Duration> liveInterval,
            LongSupplier nanoTime,
            Supplier<Window> window,
            String launcher) {
        this.window = window;
        this.launcher = launcher;
        this.out = out;
        this.err = err;
        this.liveInterval = liveInterval;
        this.nanoTime = nanoTime;
    }

    @Override
    public void line(String text) {
        print("", text);
    }

    @Override
    public void hanging(String prefix, String text) {
        print(prefix, text);
    }

    private void print(String prefix, String text) {
        String plain = Ansi.OFF.string(commands(text));
        wrapped(Ansi.OFF.string(commands(prefix)), plain).forEach(out::println);
    }

    /** A dumb terminal would break lines within words; a stream has no width. */
    private List<String> wrapped(String prefix, String text) {
        Window now = window.get();
        String bare = text.stripLeading();
        List<String> lines =
                prefix.length() + text.length() <= now.width()
                        ? List.of(prefix + text)
                        : Paragraph.wrap(
                                prefix + " ".repeat(text.length() - bare.length()),
                                bare,
                                now.width());
        return now.hasUnicode() ? lines : lines.stream().map(Ascii::of).toList();
    }

    private String commands(String text) {
        return CommandText.render(text, launcher, command -> command);
    }

    @Override
    public void foreign(String text) {
        wrapped("", Screen.harmless(text)).forEach(out::println);
    }

    @Override
    public void error(String text) {
        out.flush();
        wrapped("", "error: " + Screen.harmless(commands(text))).forEach(err::println);
    }

    @Override
    public void note(String text) {
        out.flush();
        wrapped("", Screen.harmless(commands(text))).forEach(err::println);
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
        return window.get().width();
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
