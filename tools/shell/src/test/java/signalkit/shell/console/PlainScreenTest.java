package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private void work(PlainScreen screen) {
        try (ProgressBar bar = new ProgressBar(screen, "work", 2)) {
            bar.step("one");
            bar.step("two");
        }
        screen.line("done");
    }

    @Test
    void a_live_line_is_printed_among_the_errors_once_in_each_interval() {
        work(new PlainScreen(stream(out), stream(err), Duration.ZERO));
        assertEquals("done\n", printed(out));
        assertEquals(
                "work ░░░░░░░░░░░░░░░░░░░░░░░░ 0/2  \n"
                        + "work ████████████░░░░░░░░░░░░ 1/2 0:00 left  one\n"
                        + "work ████████████████████████ 2/2 0:00 left  two\n",
                printed(err));
    }

    @Test
    void what_is_done_within_an_interval_has_no_live_line() {
        work(new PlainScreen(stream(out), stream(err), Duration.ofHours(1)));
        assertEquals("done\n", printed(out));
        assertEquals("", printed(err));
    }

    @Test
    void a_screen_without_an_interval_has_no_live_line() {
        work(new PlainScreen(stream(out), stream(err)));
        assertEquals("done\n", printed(out));
        assertEquals("", printed(err));
    }
}
