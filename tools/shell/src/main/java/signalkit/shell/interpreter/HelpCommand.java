package signalkit.shell.interpreter;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Parameters;
import signalkit.cli.Style;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Table;
import signalkit.shell.names.CommandNames;

/** Lists the commands, or explains one. */
@Command(sortOptions = false)
final class HelpCommand extends ShellCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND",
            completionCandidates = CommandNames.class,
            description = "The command to explain.")
    String command;

    HelpCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (command == null) {
            list();
            return 0;
        }
        CommandLine line =
                session()
                        .registry()
                        .make(command, session())
                        .orElseThrow(
                                () -> ShellException.usage(session().registry().unknown(command)));
        if (line.getCommand() instanceof ToolCommand tool && tool.isBuilt()) {
            tool.pass(List.of("--help"));
            return tool.call();
        }
        explain(screen(), line);
        return 0;
    }

    private void list() {
        Table table = new Table("COMMAND", "");
        for (Registry.Entry entry : session().registry().entries()) {
            table.row(Style.CODE.of(entry.name()), entry.summary());
        }
        table.print(screen());
        screen().line("");
        screen().line(
                        "One of them in full: `help start`. A first look: `tutorial`, or"
                                + " `demo self-deadlock`.");
        screen().line("Tab completes, Ctrl-C stops a command, Ctrl-D leaves.");
    }

    /** Prints picocli's usage help of a command. */
    static void explain(Screen screen, CommandLine line) {
        line.getUsageMessage(Help.Ansi.OFF).stripTrailing().lines().forEach(screen::line);
    }
}
