package signalkit.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What standard output is: a window of some width with colours, or a stream that programs read.
 *
 * @param isThere whether it is one that can move its cursor; a dumb terminal cannot
 * @param width how many characters a line may have; {@link Integer#MAX_VALUE} for a stream
 * @param hasColours whether colours are understood and wanted
 * @param hasUnicode whether all characters can be shown; a stream is UTF-8 always
 */
public record Window(boolean isThere, int width, boolean hasColours, boolean hasUnicode) {
    private static final int USUAL_WIDTH = 80;

    /** A narrower help has no room for a text beside an option. */
    private static final int NARROWEST_HELP = 55;

    /**
     * The window of this process as it is now.
     *
     * @return a new look at each call, because windows change
     */
    public static Window now() {
        Map<String, String> environment = System.getenv();
        boolean terminal = isTerminal();
        return new Window(
                terminal && !"dumb".equals(environment.get("TERM")),
                terminal ? columns(environment) : Integer.MAX_VALUE,
                terminal && wantsColours(environment),
                !terminal || isUnicode(environment));
    }

    /**
     * Whether this process has a terminal, a dumb one too.
     *
     * @return false where JDK 22 and newer have a console without a terminal
     */
    public static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || (boolean) Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * A text as this window shows it.
     *
     * @param markup of {@link Style}
     * @return with colours or without, and in ASCII where the window has no Unicode
     */
    public String shown(String markup) {
        String text = (hasColours ? Ansi.ON : Ansi.OFF).string(markup);
        return hasUnicode ? text : Ascii.of(text);
    }

    /**
     * How wide the help of a command is here: it fits the window, and a wide one is hard to read.
     *
     * @return 55 to 80 characters
     */
    public int helpWidth() {
        return Math.max(NARROWEST_HELP, Math.min(USUAL_WIDTH, width));
    }

    /**
     * Standard output in UTF-8, or in ASCII where that is all that the terminal shows.
     *
     * @return flushes at the end of each line
     */
    public static PrintWriter out() {
        return writer(Output.standard());
    }

    /**
     * As {@link #out()}, for standard error: a line that is too long for the window is broken
     * between words.
     *
     * @return flushes at the end of each line
     */
    public static PrintWriter err() {
        return new PrintWriter(writer(new FileOutputStream(FileDescriptor.err)), true) {
            @Override
            public void println(String text) {
                int width = now().width;
                text.lines()
                        .flatMap(line -> Paragraph.wrap("", line, width).stream())
                        .forEach(super::println);
            }
        };
    }

    private static PrintWriter writer(OutputStream stream) {
        Writer utf8 = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        boolean ascii = !now().hasUnicode;
        return new PrintWriter(new BufferedWriter(ascii ? Ascii.writer(utf8) : utf8), true);
    }

    /** The shell tells its children how wide the window is; others ask the terminal. */
    private static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        if (told.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(told);
        }
        int asked = new UsageMessageSpec().autoWidth(true).width();
        return asked > 0 ? asked : USUAL_WIDTH;
    }

    /**
     * Whether the user's environment allows colours: see no-color.org.
     *
     * @param environment variables by name
     * @return false with {@code NO_COLOR} or on a dumb terminal
     */
    public static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /**
     * Whether the user's locale is UTF-8.
     *
     * @param environment variables by name
     * @return true where none of its variables is set, as in containers
     */
    public static boolean isUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(true);
    }
}
