package signalkit.shell.interpreter;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.ShellException;
import signalkit.shell.names.RunningServerNames;

/** A command on one server or several. */
public abstract class ServersCommand extends ShellCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "SERVER",
            completionCandidates = RunningServerNames.class,
            description = "Their names. Default: the only one that runs.")
    List<String> names = List.of();

    @Option(names = "--all", description = "All servers that run.")
    boolean all;

    /**
     * A command of a session.
     *
     * @param session what it works on
     */
    protected ServersCommand(Session session) {
        super(session);
    }

    /**
     * The servers that are meant.
     *
     * @return at least one, unless all that run were asked for
     */
    protected final List<ServerProcess> servers() {
        if (all && !names.isEmpty()) {
            throw ShellException.usage("name servers or give --all, not both");
        }
        if (all) {
            return fleet().running();
        }
        if (names.isEmpty()) {
            return List.of(session().servers().running(null));
        }
        return names.stream().map(session().servers()::any).toList();
    }
}
