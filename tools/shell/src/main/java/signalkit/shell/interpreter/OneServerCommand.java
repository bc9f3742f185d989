package signalkit.shell.interpreter;

import picocli.CommandLine.Parameters;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.names.RunningServerNames;

/** A command on one server, which need not be named while it is the only one. */
public abstract class OneServerCommand extends ShellCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SERVER",
            completionCandidates = RunningServerNames.class,
            description = "Its name. Default: the only one that runs.")
    String name;

    /**
     * A command of a session.
     *
     * @param session what it works on
     */
    protected OneServerCommand(Session session) {
        super(session);
    }

    /**
     * The server that is meant, which must run.
     *
     * @return a server that was alive just now
     */
    protected final ServerProcess runningServer() {
        return session().servers().running(name);
    }

    /**
     * The server that is meant, running or not.
     *
     * @return the server
     */
    protected final ServerProcess anyServer() {
        return session().servers().any(name);
    }
}
