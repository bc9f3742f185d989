package signalkit.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
