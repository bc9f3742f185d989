package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines in a window of 20 columns. */
class TerminalScreenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "all of it fits~all of it fits",
                "twenty columns just.~twenty columns just.",
                "twenty columns and one.~twenty columns and/one.",
                "  the lines below are as far to the right~  the lines below/  are as far to the/  right",
                "@|bold these words are bold|@ and not~these words are bold/and not",
                "onewordthatistoolongforit~onewordthatistoolong/forit",
                "  a.B.method(File.java:9)~  a.B.method/  (File.java:9)",
                "  at a.Long.call(F.java:9)~  at/  a.Long.call/  (F.java:9)",
                "a onewordthatistoolongforit~a/onewordthatistoolong/forit",
            })
    void long_line_goes_on_below_at_a_word(String text, String shown) throws IOException {
        assertEquals(shown, shown(screen -> screen.line(text)));
    }

    @Test
    void line_of_a_server_is_not_cut_in_the_middle_of_a_pair() throws IOException {
        String line = "  STOPPED cause=TERM late=0 @|red x|@";
        assertEquals(
                "  STOPPED cause=TERM/  late=0 @|red x|@", shown(screen -> screen.foreign(line)));
    }

    private static String shown(Consumer<Screen> action) throws IOException {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "xterm", 20, 8);
        try (Terminal terminal = made.terminal()) {
            action.accept(new TerminalScreen(terminal));
        }
        List<String> rows = made.screen().toString().lines().map(String::stripTrailing).toList();
        return String.join("/", rows).replaceAll("/+$", "");
    }
}
