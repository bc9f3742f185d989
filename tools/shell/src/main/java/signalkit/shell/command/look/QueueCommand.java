package signalkit.shell.command.look;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.Style;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.Snapshot;
import signalkit.shell.console.Table;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;

/** Shows the connections that wait for a worker, the workers, and the counters. */
@Command(sortOptions = false)
final class QueueCommand extends OneServerCommand {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    QueueCommand(Session session) {
        super(session);
    }

    /** What the JSON holds. */
    private record View(List<String> queue, List<String> workers, Map<String, Long> counters) {}

    @Override
    public Integer call() throws InterruptedException {
        Snapshot snapshot = RemoteServer.snapshot(runningServer());
        if (json) {
            json(new View(snapshot.queue(), snapshot.workers(), snapshot.counters()));
            return 0;
        }
        screen().line(
                        Style.TITLE.of("queue")
                                + ": "
                                + snapshot.queue().size()
                                + (snapshot.queue().isEmpty() ? "" : ", the next one first"));
        snapshot.queue().forEach(line -> screen().foreign("  " + line));
        screen().line(Style.TITLE.of("workers") + ": " + snapshot.workers().size());
        snapshot.workers().forEach(line -> screen().foreign("  " + line));
        Table table = new Table("COUNTER", "VALUE");
        snapshot.counters().forEach(table::row);
        table.print(screen());
        return 0;
    }
}
