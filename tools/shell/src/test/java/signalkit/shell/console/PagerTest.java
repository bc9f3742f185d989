package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

/** A long output in a window of ten rows, and the keys that its reader presses. */
class PagerTest {
    private static final int ROWS = 10;

    private static String shown(String keys, int lines, boolean paged) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        try (DumbTerminal terminal =
                new DumbTerminal("test", "xterm", in, out, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(80, ROWS));
            TerminalScreen screen = new TerminalScreen(terminal);
            screen.paged(paged);
            for (int i = 1; i <= lines; i++) {
                screen.line("line " + i + ".");
            }
            screen.paged(false);
            screen.line("after");
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int questions(String shown) {
        return shown.split("── more", -1).length - 1;
    }

    @Test
    void output_that_fits_is_not_stopped() throws IOException {
        String shown = shown("", 7, true);
        assertTrue(shown.contains("line 7.") && questions(shown) == 0, shown);
    }

    @Test
    void space_shows_the_next_page_and_enter_the_next_line() throws IOException {
        assertTrue(questions(shown("  ", 21, true)) == 2);
        assertTrue(questions(shown("\r\r ", 16, true)) == 3);
    }

    @Test
    void q_leaves_the_rest_out_and_nothing_of_what_follows() throws IOException {
        String shown = shown("q", 50, true);
        assertTrue(shown.contains("line 7.") && shown.contains("after"), shown);
        assertFalse(shown.contains("line 8."), shown);
    }

    @Test
    void end_of_the_input_is_a_q() throws IOException {
        assertFalse(shown("", 50, true).contains("line 8."));
    }

    @Test
    void output_that_is_not_paged_runs_through() throws IOException {
        assertTrue(shown("", 50, false).contains("line 50."));
    }
}
