package signalkit.shell.command.steer;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Screen;
import signalkit.shell.interpreter.ServersCommand;
import signalkit.shell.interpreter.Session;
import signalkit.shell.view.AccountView;
import signalkit.shell.view.SanitizerView;

/** Waits until servers have ended, without doing anything to them. */
@Command(sortOptions = false)
final class WaitCommand extends ServersCommand {
    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "12s",
            description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
    Duration within;

    WaitCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        for (ServerProcess server : servers()) {
            await(screen(), server, within);
        }
        return 0;
    }

    /** Waits for the end and reports it; returns 0. */
    static int await(Screen screen, ServerProcess server, Duration within)
            throws InterruptedException {
        if (!server.awaitEnd(within)) {
            throw StopCommand.notEnded(server, within);
        }
        screen.line(server.name() + " has ended: " + server.describeEnd());
        AccountView.print(screen, server);
        SanitizerView.summary(server).ifPresent(screen::line);
        return 0;
    }
}
