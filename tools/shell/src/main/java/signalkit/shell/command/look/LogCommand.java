package signalkit.shell.command.look;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;
import signalkit.shell.view.LogView;

/** Shows what a server has printed, also one that has ended. */
@Command(sortOptions = false)
final class LogCommand extends OneServerCommand {
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
