package signalkit.shell.console;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.cli.TypedCommand;

/**
 * Commands in a text, each between backquotes, as their reader has to type them.
 *
 * <p>In the shell that is the command alone, and in a terminal the launcher stands before it.
 */
public final class CommandText {
    /** What stands before a command that is typed in the shell. */
    public static final String IN_SHELL = "";

    /** What stands before a command that is typed in a terminal. */
    public static final String IN_TERMINAL = TypedCommand.launcher() + " ";

    private static final Pattern COMMAND = Pattern.compile("`([^`]+)`");

    private CommandText() {}

    /**
     * Marks a command.
     *
     * @param command as it is typed in the shell
     * @return the same between backquotes
     */
    public static String of(String command) {
        return "`" + command + "`";
    }

    /**
     * Replaces each marked command.
     *
     * @param text with commands between backquotes
     * @param launcher what stands before each command
     * @param style how to show it
     * @return the text without those backquotes
     */
    static String render(String text, String launcher, UnaryOperator<String> style) {
        if (text.indexOf('`') < 0) {
            return text;
        }
        return COMMAND.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(style.apply(launcher + found.group(1))));
    }
}
