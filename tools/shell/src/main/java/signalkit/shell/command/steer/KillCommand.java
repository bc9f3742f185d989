package signalkit.shell.command.steer;

import picocli.CommandLine.Command;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.interpreter.ServersCommand;
import signalkit.shell.interpreter.Session;

/** Ends servers with KILL, which none can refuse. */
@Command(sortOptions = false)
final class KillCommand extends ServersCommand {
    KillCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        for (ServerProcess server : servers()) {
            server.kill();
            screen().line(server.name() + " has ended: " + server.describeEnd());
        }
        return 0;
    }
}
