package signalkit.shell.command;

import picocli.CommandLine.Parameters;
import signalkit.lab.server.ServerProcess;

/** A command on one server, which need not be named while it is the only one. */
abstract class OneServerCommand extends ShellCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SERVER",
            completionCandidates = ServerNames.class,
            description = "Its name. Default: the only one that runs.")
    String name;

    OneServerCommand(Session session) {
        super(session);
    }

    final ServerProcess runningServer() {
        return fleet().running(name);
    }

    final ServerProcess anyServer() {
        return fleet().any(name);
    }
}
