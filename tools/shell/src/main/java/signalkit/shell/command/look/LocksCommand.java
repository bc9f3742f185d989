package signalkit.shell.command.look;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Snapshot;
import signalkit.posix.inspect.LockInfo;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;
import signalkit.shell.view.LockView;

/** Shows who holds and who waits for which lock, and draws what will never be released. */
@Command(sortOptions = false)
final class LocksCommand extends OneServerCommand {
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
        LockView.table(snapshot.locks()).print(screen());
        if (faults.isEmpty()) {
            screen().line(Style.GOOD.of("no cycle, no stranded lock"));
        }
        faults.forEach(fault -> LockView.print(screen(), fault));
        return 0;
    }
}
