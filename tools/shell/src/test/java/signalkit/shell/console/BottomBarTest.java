package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bar stays in the last row of a window whose size changes, and costs no other row. */
class BottomBarTest {
    private static final String BAR = "safe READY :5555";

    private ScreenTerminal window;
    private Terminal terminal;
    private TerminalScreen screen;

    @BeforeEach
    void open() throws IOException {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "xterm", 60, 20);
        window = made.screen();
        terminal = made.terminal();
        screen = new TerminalScreen(terminal);
        screen.bar(new AttributedString(BAR));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @Test
    void bar_is_in_the_last_row() {
        print(1, 3);

        assertWindow(20, 1, 3);
    }

    @Test
    void output_scrolls_above_the_bar() {
        print(1, 30);

        assertWindow(20, 13, 30);
    }

    @Test
    void bar_follows_a_window_that_shrinks() {
        print(1, 30);
        resize(40, 12);

        assertWindow(12, 21, 30);
    }

    @Test
    void bar_follows_a_window_that_grows_and_leaves_none_behind() {
        print(1, 3);
        resize(80, 30);

        assertWindow(30, 1, 3);
    }

    @Test
    void bar_follows_a_window_that_shrinks_grows_and_shrinks() {
        print(1, 3);
        resize(40, 12);
        resize(80, 30);
        resize(60, 20);

        assertWindow(20, 1, 3);
    }

    @Test
    void output_after_a_change_scrolls_above_the_bar_again() {
        print(1, 30);
        resize(40, 12);
        print(31, 60);

        assertWindow(12, 51, 60);
    }

    @Test
    void many_changes_move_nothing_but_the_bar() {
        print(1, 3);
        for (int rows = 12; rows < 40; rows++) {
            resize(60, rows);
        }

        assertWindow(39, 1, 3);
    }

    @Test
    void small_window_has_no_bar_and_gets_it_back() {
        print(1, 3);
        resize(60, 7);
        assertEquals(List.of(), rowsWithBar());
        resize(60, 20);

        assertWindow(20, 1, 3);
    }

    @Test
    void line_that_changes_in_place_leaves_no_other_behind() {
        print(1, 3);
        try (Screen.LiveLine live = screen.live()) {
            live.show("half done");
            resize(40, 12);
            live.show("done");

            assertEquals(List.of("done"), rows().stream().filter(r -> r.contains("done")).toList());
            assertEquals(List.of(12), rowsWithBar());
        }
    }

    @Test
    void nothing_is_drawn_while_somebody_else_has_the_window() {
        print(1, 3);
        Screen.Loan loan = screen.lend().orElseThrow();
        List<String> before = rows();
        screen.bar(new AttributedString("other text"));
        assertEquals(before, rows());
        resize(60, 30);
        loan.close();

        screen.bar(new AttributedString(BAR));
        assertWindow(30, 1, 3);
    }

    @Test
    void half_a_line_of_somebody_else_is_not_written_on() {
        Screen.Loan loan = screen.lend().orElseThrow();
        terminal.writer().print("half");
        loan.close();
        print(1, 1);

        List<String> rows = rows();
        assertEquals(
                List.of("half", "line 1"),
                rows.stream().filter(r -> r.matches("half|line.*")).toList());
    }

    @Test
    void terminal_that_cannot_keep_a_region_has_no_bar() throws IOException {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "dumb", 60, 20);
        try (Terminal dumb = made.terminal()) {
            TerminalScreen plain = new TerminalScreen(dumb);
            plain.bar(new AttributedString(BAR));
            plain.line("line 1");
            plain.moveBar();
            plain.closeBar();

            assertEquals("line 1", made.screen().toString().strip());
        }
    }

    @Test
    void closed_bar_leaves_the_whole_window() {
        print(1, 3);
        screen.closeBar();
        print(4, 30);

        assertEquals(List.of(), rowsWithBar());
        assertEquals("line 30", rows().get(18));
        assertEquals("line 12", rows().get(0));
    }

    private void print(int from, int to) {
        for (int i = from; i <= to; i++) {
            screen.line("line " + i);
        }
    }

    /** As a terminal does it: its own screen first, then whoever listens. */
    private void resize(int columns, int rows) {
        Size size = Size.of(columns, rows);
        window.setSize(size);
        terminal.setSize(size);
        screen.moveBar();
    }

    /** The bar in the last row, and of the others the given lines, in order. */
    private void assertWindow(int rows, int from, int to) {
        List<String> expected = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            expected.add("line " + i);
        }
        List<String> all = rows();
        assertEquals(rows, all.size());
        assertEquals(List.of(rows), rowsWithBar(), all::toString);
        assertEquals(expected, all.stream().filter(row -> row.startsWith("line")).toList());
    }

    /** Counted from 1. */
    private List<Integer> rowsWithBar() {
        List<String> rows = rows();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains("READY") || rows.get(i).contains(":5555")) {
                found.add(i + 1);
            }
        }
        return found;
    }

    private List<String> rows() {
        return window.toString().lines().map(String::stripTrailing).toList();
    }
}
