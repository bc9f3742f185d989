package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import signalkit.cli.Window;

class PlainScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** A screen with a clock, and a window. */
    private Screen screen(AtomicLong clock, Window window) {
        return new PlainScreen(
                stream(out),
                stream(err),
                Optional.of(Duration.ofNanos(10)),
                clock::get,
                () -> window,
                "tools/kit ");
    }

    private static void work(Screen screen) {
        try (ProgressBar bar = new ProgressBar(screen, "work", 2)) {
            bar.step("one");
            bar.step("two");
        }
        screen.line("done");
    }

    @Test
    void a_live_line_is_printed_among_the_errors() {
        work(new PlainScreen(stream(out), stream(err), Duration.ZERO));
        assertEquals("done\n", printed(out));
        assertEquals(
                "work ░░░░░░░░░░░░░░░░░░░░░░░░ 0/2  \n"
                        + "work ████████████░░░░░░░░░░░░ 1/2 0:00 left  one\n"
                        + "work ████████████████████████ 2/2 0:00 left  two\n",
                printed(err));
    }

    @Test
    void a_live_line_is_printed_once_in_each_interval() {
        AtomicLong clock = new AtomicLong();
        Screen screen = screen(clock, new Window(false, 80, false, true));
        try (Screen.LiveLine line = screen.live()) {
            for (int time = 0; time < 32; time += 3) {
                clock.set(time);
                line.show("at " + time);
            }
        }
        assertEquals("at 12\nat 24\n", printed(err));
    }

    @Test
    void a_dumb_terminal_gets_lines_that_fit_it_in_its_characters() {
        Screen screen = screen(new AtomicLong(), new Window(false, 30, false, false));
        screen.hanging("why  ", "The wait loop tests only for jobs…");
        screen.line("  New here? Type `tutorial` and go on.");
        screen.error("no signal is called safe; there is: HUP INT");

        assertEquals(
                "why  The wait loop tests only\n"
                        + "     for jobs~\n"
                        + "  New here? Type tools/kit\n"
                        + "  tutorial and go on.\n",
                printed(out));
        assertEquals("error: no signal is called\nsafe; there is: HUP INT\n", printed(err));
    }

    @Test
    void a_screen_without_an_interval_has_no_live_line() {
        work(new PlainScreen(stream(out), stream(err)));
        assertEquals("done\n", printed(out));
        assertEquals("", printed(err));
    }
}
