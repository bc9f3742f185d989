package signalkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @Test
    void colours_are_shown_unless_the_user_or_the_terminal_says_no() {
        assertTrue(Window.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "")));
        assertFalse(Window.wantsColours(Map.of("NO_COLOR", "1")));
        assertFalse(Window.wantsColours(Map.of("TERM", "dumb")));
    }

    @Test
    void the_first_locale_variable_that_is_set_decides_about_unicode() {
        assertTrue(Window.isUnicode(Map.of()));
        assertTrue(Window.isUnicode(Map.of("LANG", "de_DE.UTF-8")));
        assertTrue(Window.isUnicode(Map.of("LC_ALL", "C.utf8", "LANG", "C")));
        assertFalse(Window.isUnicode(Map.of("LANG", "C")));
        assertFalse(Window.isUnicode(Map.of("LC_CTYPE", "POSIX", "LANG", "en_US.UTF-8")));
    }

    @Test
    void a_stream_has_no_width_and_is_unicode() {
        Window window = Window.now(); // The tests have no terminal.

        assertEquals(new Window(false, Integer.MAX_VALUE, false, true), window);
    }

    @ParameterizedTest
    @CsvSource({"40, 55", "60, 60", "200, 80", "2147483647, 80"})
    void help_fits_the_window_and_is_never_too_wide_to_read(int window, int help) {
        assertEquals(help, new Window(true, window, true, true).helpWidth());
    }

    @ParameterizedTest
    @CsvSource({
        "main ──▶ jobs…, main --> jobs~",
        "│ 3 µs ✓, | 3 us +",
        "Café, Cafe",
        "plain, plain"
    })
    void ascii_has_as_many_characters(String text, String ascii) {
        assertEquals(ascii, Ascii.of(text));
        assertEquals(text.length(), ascii.length());
    }

    @Test
    void a_command_is_printed_as_it_is_typed_there() {
        assertEquals("ps", TypedCommand.of("ps", Map.of(TypedCommand.IN_SHELL, "1")));
        assertEquals("tools/kit ps", TypedCommand.of("ps", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "strat, start",
        "demoo, demo",
        "DeMo, demo",
        "SelfDeadlock, self-deadlock",
        "nonsense, ''",
        "x, ''"
    })
    void a_slip_is_recognised_and_another_word_is_not(String word, String meant) {
        assertEquals(
                meant,
                Spelling.closest(word, java.util.List.of("start", "stop", "demo", "self-deadlock"))
                        .orElse(""));
    }
}
