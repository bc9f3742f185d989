package signalkit.shell.command.steer;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.posix.Signal;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.ServersCommand;
import signalkit.shell.interpreter.Session;

/** Ends servers with TERM and waits for their end. */
@Command(sortOptions = false)
final class StopCommand extends ServersCommand {
    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "12s",
            description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
    Duration within;

    StopCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        int status = 0;
        for (ServerProcess server : servers()) {
            status = Math.max(status, stop(screen(), server, within));
        }
        return status;
    }

    /** Sends TERM and reports the end; returns 0 when there was one. */
    static int stop(Screen screen, ServerProcess server, Duration within)
            throws InterruptedException {
        if (server.isAlive()) {
            SignalSender.send(server, List.of(Signal.TERM), Duration.ZERO);
        }
        return WaitCommand.await(screen, server, within);
    }

    /** Says what to do with a server that did not end. */
    static ShellException notEnded(ServerProcess server, Duration within) {
        String name = server.name();
        return ShellException.failed(
                name
                        + " has not ended within "
                        + Converters.show(within)
                        + "; see why: `locks "
                        + name
                        + "`, end it: `kill "
                        + name
                        + "`");
    }
}
