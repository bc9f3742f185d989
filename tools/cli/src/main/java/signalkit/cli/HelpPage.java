package signalkit.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/** How the help of each program looks: it fits the window, and its colours are the kit's own. */
public final class HelpPage {
    private static final String HEADING = "Usage: ";

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
        indent(line, typed);
        return line.setUsageHelpWidth(window.helpWidth())
                .setColorScheme(colours(window.hasColours() ? Ansi.ON : Ansi.OFF))
                .setHelpFactory(
                        (command, colours) ->
                                new Help(command, colours) {
                                    @Override
                                    public String synopsis(int headingLength) {
                                        String name = command.qualifiedName();
                                        return super.synopsis(headingLength)
                                                .replace(name, typed.apply(name));
                                    }
                                });
    }

    /** The lines below the first one begin where it does behind the name. */
    private static void indent(CommandLine line, UnaryOperator<String> typed) {
        CommandSpec command = line.getCommandSpec();
        String name = typed.apply(command.qualifiedName());
        if (!name.equals(command.qualifiedName())) {
            command.usageMessage().synopsisIndent(HEADING.length() + name.length() + 1);
        }
        line.getSubcommands().values().forEach(each -> indent(each, typed));
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
