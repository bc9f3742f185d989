package signalkit.shell.command.look;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Health;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Table;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.view.StateView;

/** Lists the servers of this session, those that have ended too. */
@Command(sortOptions = false)
final class PsCommand extends ShellCommand {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    PsCommand(Session session) {
        super(session);
    }

    /** One server; the names are those of the JSON. */
    private record Row(
            String name,
            ServerKind server,
            long pid,
            int port,
            String state,
            String why,
            boolean alive,
            Integer exitStatus,
            boolean woven,
            long seconds) {}

    @Override
    public Integer call() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (ServerProcess server : fleet().all()) {
            rows.add(row(server));
        }
        if (json) {
            json(rows);
        } else if (rows.isEmpty()) {
            screen().line("no servers; start one with: `start safe`");
        } else {
            print(rows);
        }
        return 0;
    }

    private static Row row(ServerProcess server) throws InterruptedException {
        Health health = Health.of(server);
        boolean ended = server.exitStatus().isPresent();
        Duration age =
                server.startTime()
                        .map(start -> Duration.between(start, Instant.now()))
                        .orElse(Duration.ZERO);
        return new Row(
                server.name(),
                server.kind(),
                server.pid(),
                server.port(),
                health.state(),
                health.why().orElse(null),
                !ended,
                ended ? server.exitStatus().getAsInt() : null,
                server.isWoven(),
                age.toSeconds());
    }

    private void print(List<Row> rows) {
        Table table =
                new Table("NAME", "SERVER", "PID", "PORT", "STATE", "EXIT", "WOVEN", "STARTED");
        for (Row row : rows) {
            table.row(
                    Style.TITLE.of(row.name),
                    "echo-" + row.server.label(),
                    Long.toString(row.pid),
                    Integer.toString(row.port),
                    StateView.style(row.state).of(row.state),
                    row.alive ? "-" : row.exitStatus.toString(),
                    row.woven ? "yes" : "no",
                    Converters.show(Duration.ofSeconds(row.seconds)) + " ago");
        }
        table.print(screen());
        for (Row row : rows) {
            if (row.why != null) {
                screen().line(StateView.explain(row.name, row.state, row.why));
            }
        }
    }
}
