package signalkit.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerLog;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Screen;

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
        Range.check("--lines", last, 1, 1_000_000);
        ServerProcess server = anyServer();
        if (follow) {
            follow(screen(), server, last);
            return 0;
        }
        List<String> lines = server.log().lines();
        lines.subList(Math.max(0, lines.size() - last), lines.size()).forEach(screen()::foreign);
        return 0;
    }

    /** Prints the last lines of the log, and all that come until the server closes it. */
    static void follow(Screen screen, ServerProcess server, int last) throws InterruptedException {
        ServerLog.Batch batch = server.log().follow(0);
        int size = batch.lines().size();
        batch.lines().subList(Math.max(0, size - last), size).forEach(screen::foreign);
        while (!batch.ended()) {
            batch = server.log().follow(batch.next());
            batch.lines().forEach(screen::foreign);
        }
    }
}
