package signalkit.shell.command.look;

import picocli.CommandLine.Command;
import signalkit.lab.server.RemoteServer;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;

/** Prints the JVM's own thread dump of a server, as jstack does. */
@Command(sortOptions = false)
final class DumpCommand extends OneServerCommand {
    DumpCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        RemoteServer.threadDump(runningServer()).lines().forEach(screen()::foreign);
        return 0;
    }
}
