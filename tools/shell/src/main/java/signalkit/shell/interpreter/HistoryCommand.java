package signalkit.shell.interpreter;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import signalkit.shell.console.ShellException;

/** Lists the lines that were typed, the newest last. */
@Command(
        sortOptions = false,
        footer = "Arrow up fetches the last line back; Ctrl-R searches for one.")
final class HistoryCommand extends ShellCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many lines at most. Default: ${DEFAULT-VALUE}.")
    int count;

    HistoryCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        NumberRange.check("N", count, 1, 100_000);
        List<String> lines =
                session()
                        .history()
                        .orElseThrow(
                                () ->
                                        ShellException.usage(
                                                "only the shell keeps what was typed; open it"
                                                        + " without a command"));
        for (int i = Math.max(0, lines.size() - count); i < lines.size(); i++) {
            screen().foreign(String.format("%5d  %s", i + 1, lines.get(i)));
        }
        return 0;
    }
}
