package signalkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody reads who has typed something wrong. */
class UsageErrorTest {
    enum Side {
        LEFT,
        RIGHT
    }

    @Command(
            name = "kit",
            subcommands = {Draw.class, Page.class, Show.class})
    static class Kit implements Runnable {
        @Override
        public void run() {}
    }

    @Command(name = "draw")
    static class Draw implements Runnable {
        @Parameters(index = "0", paramLabel = "N")
        int count;

        @Option(
                names = {"-s", "--side"},
                paramLabel = "SIDE")
        Side side;

        @Option(names = "--scale", paramLabel = "X")
        double scale;

        @Option(names = "--fast")
        boolean fast;

        @Override
        public void run() {}
    }

    /** It takes a number or a command. */
    @Command(name = "page", subcommands = Print.class)
    static class Page implements Runnable {
        @Spec CommandSpec spec;

        @Parameters(index = "0", paramLabel = "N", arity = "0..1")
        void setNumber(String typed) {
            if (typed != null && !typed.matches("\\d+")) {
                throw new UnmatchedArgumentException(spec.commandLine(), List.of(typed));
            }
        }

        @Override
        public void run() {}
    }

    /** It takes any name or a command, and the parser can't know which was meant. */
    @Command(name = "show", subcommands = Print.class)
    static class Show implements Runnable {
        @Parameters(arity = "0..1", paramLabel = "NAME")
        String name;

        @Option(names = "--out")
        boolean out;

        @Override
        public void run() {}
    }

    @Command(name = "print")
    static class Print implements Runnable {
        @Override
        public void run() {}
    }

    private static String error(String line) {
        String[] text = new String[1];
        new CommandLine(new Kit())
                .setErr(new PrintWriter(new StringWriter()))
                .setParameterExceptionHandler(
                        (error, arguments) -> {
                            text[0] = UsageError.text(error);
                            return 2;
                        })
                .execute(line.isEmpty() ? new String[0] : line.split(" "));
        return text[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drow | kit has no command drow; did you mean draw?",
                "paint | kit has no command paint",
                "draw | kit draw needs N",
                "draw many | N 'many' is not a whole number",
                "draw 1 2 | '2' is one word too many for kit draw",
                "draw 1 --scale big | --scale 'big' is not a number",
                "draw 1 --side up | --side 'up' is none of: left, right",
                "draw 1 --side | --side needs SIDE",
                "draw 1 --fsat | kit draw has no option --fsat; did you mean --fast?",
                "draw 1 --fsat=3 | kit draw has no option --fsat; did you mean --fast?",
                "draw 1 --colour red | kit draw has no option --colour",
                "page pirnt 1 | kit page has no command pirnt; did you mean print?",
                "page view 1 2 | kit page has no command view",
                "page 1 2 | '2' is one word too many for kit page",
                "page 1 view | 'view' is one word too many for kit page",
                "show pirnt 1 | kit show has no command pirnt; did you mean print?",
                "show one two | 'two' is one word too many for kit show",
                "show --lst | kit show has no option --lst",
                "draw 1 --scale 1 --scale 2 | --scale is given twice; give it once",
            })
    void a_fault_is_said_in_the_words_of_the_user(String line, String message) {
        assertEquals(message, error(line));
        for (String parser : List.of("parameter", "positional", "index", "Unmatched", "Invalid")) {
            assertFalse(error(line).contains(parser), error(line));
        }
    }
}
