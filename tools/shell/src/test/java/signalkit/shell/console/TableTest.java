package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import signalkit.cli.Style;

class TableTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PlainScreen screen =
            new PlainScreen(new PrintStream(output, true, StandardCharsets.UTF_8), System.err);

    private String printed() {
        return output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_on_the_right() {
        Table table = new Table("NAME", "COUNT", "STATE");
        table.row("a", 7, "READY");
        table.row("bcdef", 1_234_567, "-");
        table.print(screen);

        assertEquals(
                "NAME       COUNT  STATE\na              7  READY\nbcdef  1,234,567  -\n",
                printed());
    }

    @Test
    void a_table_wider_than_the_window_comes_in_parts_that_all_name_their_rows() throws Exception {
        Table table = new Table("NAME", "ON", "ONE", "TWO", "THREE").namedBy(2);
        table.row("a", "x", 1, 22, 333);

        assertEquals(
                "NAME  ON  ONE  TWO/a     x     1   22/NAME  ON  THREE/a     x     333",
                inWindow(18, table));
        assertEquals("NAME  ON  ONE  TWO  THREE/a     x     1   22    333", inWindow(25, table));
    }

    @Test
    void a_part_has_one_column_at_least() throws Exception {
        Table table = new Table("N", "ONE", "TWO");
        table.row("a", 1, 2);

        assertEquals("N/ONE/a/1/N/TWO/a/2", inWindow(3, table).replaceAll("[ /]+", "/"));
    }

    @Test
    void a_cell_without_room_stands_whole_below_its_row() throws Exception {
        Table table = new Table("NAME", "WHAT", "HOW").namedBy(2);
        table.row("a", "something long", "ok: it ended");

        assertEquals(
                "NAME  WHAT            HOW/a     something long/      ok: it ended",
                inWindow(30, table));
    }

    private static String inWindow(int columns, Table table) throws IOException {
        ScreenTerminal.VirtualTerminal made =
                ScreenTerminal.withTerminal("test", "xterm", columns, 20);
        try (Terminal terminal = made.terminal()) {
            table.print(new TerminalScreen(terminal));
        }
        return made.screen()
                .toString()
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("/"));
    }

    @Test
    void styles_take_no_room() {
        Table table = new Table("A", "B");
        table.row(Style.BAD.of("x"), "y");
        table.print(screen);

        assertEquals("A  B\nx  y\n", printed());
    }

    @Test
    void control_characters_of_a_foreign_line_do_not_reach_the_terminal() {
        screen.foreign("a\u001b[2Jb\tc\rd");

        assertEquals("a·[2Jb\tc·d\n", printed());
    }
}
