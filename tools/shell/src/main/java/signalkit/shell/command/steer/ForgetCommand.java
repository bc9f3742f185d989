package signalkit.shell.command.steer;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.EndedServerNames;

/** Forgets servers that have ended, and their logs. */
@Command(sortOptions = false)
final class ForgetCommand extends ShellCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "SERVER",
            completionCandidates = EndedServerNames.class,
            description = "Their names. Default: all that have ended.")
    List<String> names = List.of();

    ForgetCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<ServerProcess> chosen = new ArrayList<>();
        if (names.isEmpty()) {
            fleet().all().stream().filter(server -> !server.isAlive()).forEach(chosen::add);
        }
        for (String name : names) {
            ServerProcess server = session().servers().any(name);
            if (server.isAlive()) {
                throw ShellException.usage(
                        name + " has not ended; end it first with: `stop " + name + "`");
            }
            chosen.add(server);
        }
        chosen.forEach(fleet()::forget);
        screen().line("forgotten: " + (chosen.isEmpty() ? "nothing" : names(chosen)));
        return 0;
    }

    private static String names(List<ServerProcess> servers) {
        return String.join(", ", servers.stream().map(ServerProcess::name).toList());
    }
}
