package signalkit.shell.command.look;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.Suggesting;
import signalkit.shell.names.ServerNames;
import signalkit.shell.view.LogView;

/** Shows what a server has printed, also one that has ended. */
@Command(sortOptions = false)
final class LogCommand extends OneServerCommand implements Suggesting {
    @Option(
            names = {"-f", "--follow"},
            description = "Go on as it prints, until it ends or Ctrl-C.")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Only the last lines of what there is. Default: ${DEFAULT-VALUE}.")
    int last;

    LogCommand(Session session) {
        super(session);
    }

    /** One that has ended can be asked, too. */
    @Override
    public List<String> suggestions(List<String> before) {
        List<String> names = new ArrayList<>();
        new ServerNames(session()).forEach(names::add);
        return before.isEmpty() ? names : List.of();
    }

    @Override
    public Integer call() throws InterruptedException {
        NumberRange.check("--lines", last, 1, 1_000_000);
        ServerProcess server = anyServer();
        if (follow) {
            LogView.follow(screen(), server, last);
            return 0;
        }
        List<String> lines = server.log().lines();
        lines.subList(Math.max(0, lines.size() - last), lines.size()).forEach(screen()::foreign);
        return 0;
    }
}
