package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import signalkit.shell.interpreter.Registry;
import signalkit.shell.interpreter.Session;

/** The help of each command of the shell, in a narrow window and in wider ones. */
class HelpWidthTest {
    private static final int WIDE = 5_000;

    private final Session session = new ScriptedShell().session();

    static List<String> commands() {
        return new ScriptedShell()
                .session().registry().entries().stream().map(Registry.Entry::name).toList();
    }

    private String help(String command, int width) {
        CommandLine line = session.registry().make(command, session).orElseThrow();
        return line.setUsageHelpWidth(width).getUsageMessage(Ansi.OFF);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void has_the_same_words_at_60_columns_as_on_an_endless_line(String command) {
        List<String> words = List.of(help(command, WIDE).split("\\s+"));

        for (int width : List.of(55, 60, 80)) {
            String help = help(command, width);
            assertEquals(words, List.of(help.split("\\s+")), help);
            assertTrue(help.lines().allMatch(line -> line.length() <= width), help);
        }
    }
}
