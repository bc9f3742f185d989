package signalkit.shell.command.look;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Style;
import signalkit.shell.console.Table;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;

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
            String server,
            long pid,
            int port,
            String state,
            boolean alive,
            Integer exitStatus,
            boolean woven,
            long seconds) {}

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>();
        fleet().all().forEach(server -> rows.add(row(server)));
        if (json) {
            json(rows);
        } else if (rows.isEmpty()) {
            screen().line("no servers; start one with: " + Style.CODE.of("start safe"));
        } else {
            print(rows);
        }
        return 0;
    }

    private static Row row(ServerProcess server) {
        boolean ended = server.exitStatus().isPresent();
        Duration age =
                server.startTime()
                        .map(start -> Duration.between(start, Instant.now()))
                        .orElse(Duration.ZERO);
        return new Row(
                server.name(),
                "echo-" + server.kind().label(),
                server.pid(),
                server.port(),
                server.state(),
                !ended,
                ended ? server.exitStatus().getAsInt() : null,
                server.isWoven(),
                age.toSeconds());
    }

    private void print(List<Row> rows) {
        Table table =
                new Table("NAME", "SERVER", "PID", "PORT", "STATE", "EXIT", "WOVEN", "STARTED");
        for (Row row : rows) {
            Style style = row.alive ? Style.GOOD : Style.FAINT;
            table.row(
                    Style.TITLE.of(row.name),
                    row.server,
                    Long.toString(row.pid),
                    Integer.toString(row.port),
                    style.of(row.state),
                    row.alive ? "-" : row.exitStatus.toString(),
                    row.woven ? "yes" : "no",
                    Converters.show(Duration.ofSeconds(row.seconds)) + " ago");
        }
        table.print(screen());
    }
}
