package signalkit.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.posix.LockInfo;
import signalkit.shell.console.Screen;
import signalkit.shell.console.Style;
import signalkit.shell.server.Diagnosis;
import signalkit.shell.server.RemoteServer;
import signalkit.shell.server.ServerProcess;
import signalkit.shell.server.Snapshot;

/** Shows who holds and who waits for which lock, and draws what will never be released. */
@Command(sortOptions = false)
final class LocksCommand extends ServerCommand {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    LocksCommand(Session session) {
        super(session);
    }

    /** What the JSON holds. */
    private record View(List<LockInfo> locks, List<Diagnosis> faults) {}

    @Override
    public Integer call() throws InterruptedException {
        ServerProcess server = runningServer();
        Snapshot snapshot = RemoteServer.snapshot(server);
        List<Diagnosis> faults = Diagnosis.ofLocks(snapshot);
        if (json) {
            json(new View(snapshot.locks(), faults));
            return 0;
        }
        snapshot.lockTable().print(screen());
        if (faults.isEmpty()) {
            screen().line(Style.GOOD.of("no cycle, no stranded lock"));
        }
        faults.forEach(fault -> print(screen(), fault));
        return 0;
    }

    static void print(Screen screen, Diagnosis fault) {
        screen.line(Style.BAD.of(fault.verdict()));
        for (String line : fault.drawing()) {
            boolean handler = line.contains("[SIG");
            screen.line("  " + (handler ? Style.BAD.of(line) : line));
        }
    }
}
