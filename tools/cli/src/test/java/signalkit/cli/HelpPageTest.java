package signalkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Help whose words are full of what Java's rules for prose take for the end of one. */
class HelpPageTest {
    private static final int WIDE = 5_000;

    @Command(
            name = "awkward",
            description =
                    "Takes file[.txt], 2,8-10 and 50%% of Main.java(12): all of x/y/z?no!yes.",
            footer = "See [a][b], --[no-]c, d(e)f and $g. Status: 0 good,1 bad,2 worse.",
            subcommands = Below.class)
    private static final class Awkward {
        @Option(
                names = "--[no-]weave",
                description = "Weaves [or not]; see a(b)c, {d}e and 1,2-3,4-5 or --[no-]weave=x.")
        boolean weave;

        @Option(names = "--rule", split = ",", description = "One,or more;of[these](or those).")
        List<String> rules;

        @Option(names = "--some-long-name", paramLabel = "posix|jvm|native", description = "One.")
        String name;

        @Parameters(
                paramLabel = "LESSON[.STEP]",
                description = "A lesson, such as 6.explain or 2,8-10, or a range[1..3].")
        String lesson;

        @Parameters(paramLabel = "-- JVM-OPTION", arity = "0..1", description = "Its JVM's.")
        String option;
    }

    @Command(name = "below", description = "Shows one step of a lesson: 6 or 6.explain, 2,8-10.")
    private static final class Below {}

    private static CommandLine awkward() {
        return new CommandLine(new Awkward());
    }

    private static String help(CommandLine line, Ansi ansi, int width) {
        return line.setUsageHelpWidth(width).getUsageMessage(ansi);
    }

    private static List<String> words(String help) {
        return List.of(help.replaceAll("\u001b\\[[0-9;]*m", "").strip().split("\\s+"));
    }

    @ParameterizedTest
    @ValueSource(ints = {55, 57, 60, 61, 66, 71, 80, 100, 200})
    void no_word_is_broken_in_a_window_of_any_width(int width) {
        for (Ansi ansi : List.of(Ansi.OFF, Ansi.ON)) {
            List<String> wide = words(help(HelpPage.fit(awkward()), ansi, WIDE));
            String help = help(HelpPage.fit(awkward()), ansi, width);

            assertEquals(wide, words(help), help);
            assertTrue(wide.contains("[--[no-]weave]"), help);
            assertTrue(
                    help.lines()
                            .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                            .allMatch(line -> line.length() <= width),
                    help);
        }
    }

    /** The control: picocli's own help. Its next version may make ours needless. */
    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void picocli_alone_breaks_words(int width) {
        assertNotEquals(
                words(help(awkward(), Ansi.OFF, WIDE)), words(help(awkward(), Ansi.OFF, width)));
    }
}
