package signalkit.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.ColorScheme;

/** How the help of each program looks: it fits the window, and its colours are the kit's own. */
public final class HelpPage {
    private HelpPage() {}

    /**
     * Lets a command and those below it explain themselves as all do.
     *
     * @param line the command
     * @return the same
     */
    public static CommandLine fit(CommandLine line) {
        return fit(line, UnaryOperator.identity());
    }

    /**
     * The same for a program whose name its users do not type.
     *
     * @param line the program
     * @param typed from the name of a command, with the programs above it, to what users type
     * @return the program
     */
    public static CommandLine fit(CommandLine line, UnaryOperator<String> typed) {
        Window window = Window.now();
        return withWholeWords(line, typed)
                .setUsageHelpWidth(window.helpWidth())
                .setColorScheme(colours(window.hasColours() ? Ansi.ON : Ansi.OFF));
    }

    /**
     * Lets the help of a command and of those below it end its lines between words only.
     *
     * @param line the command
     * @return the same
     */
    public static CommandLine withWholeWords(CommandLine line) {
        return withWholeWords(line, UnaryOperator.identity());
    }

    private static CommandLine withWholeWords(CommandLine line, UnaryOperator<String> typed) {
        return line.setHelpFactory(
                (command, colours) -> new WholeWordHelp(command, colours, typed));
    }

    private static ColorScheme colours(Ansi ansi) {
        IStyle typed = Ansi.Style.fg(String.valueOf(Style.CODE.colour()));
        return new ColorScheme.Builder(ansi)
                .commands(Ansi.Style.bold)
                .options(typed)
                .parameters(typed)
                .build();
    }
}
