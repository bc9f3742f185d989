package signalkit.course.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text fits the terminal where there is one, and is left alone where there is none. */
class TerminalWidthTest {
    private static final String WORDS = "a sentence of " + "seven more ".repeat(14) + "words";

    @Test
    void file_takes_what_is_wanted() {
        assertEquals(110, TerminalWidth.UNKNOWN.atMost(110));
        assertEquals(List.of(WORDS), TerminalWidth.UNKNOWN.wrap(WORDS, 1_000, ""));
    }

    @Test
    void terminal_bounds_what_is_wanted() {
        assertEquals(80, new TerminalWidth(80).atMost(110));
        assertEquals(70, new TerminalWidth(80).atMost(70));
    }

    @Test
    void narrow_terminal_still_gets_lines_that_can_be_read() {
        assertEquals(60, new TerminalWidth(20).atMost(110));
    }

    @Test
    void paragraph_is_broken_at_spaces_and_loses_no_word() {
        List<String> lines = new TerminalWidth(80).wrap(WORDS, 1_000, "  ");
        assertEquals(3, lines.size(), lines.toString());
        lines.forEach(line -> assertEquals(line, line.substring(0, Math.min(80, line.length()))));
        assertEquals(WORDS, String.join(" ", lines.stream().map(String::strip).toList()));
        assertEquals("  ", lines.get(1).substring(0, 2));
    }
}
