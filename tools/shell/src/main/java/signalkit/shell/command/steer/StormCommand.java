package signalkit.shell.command.steer;

import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.lab.LabException;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.posix.Signal;
import signalkit.shell.console.Screen;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.SignalNames;

/** Sends many signals at a steady rate; the server sees fewer, because pending signals merge. */
@Command(sortOptions = false, footer = "Example: storm USR1 --count 5000 --per-second 1000 safe")
final class StormCommand extends ShellCommand {
    private static final int MOST = 1_000_000;
    private static final int FASTEST = 20_000;

    @Parameters(
            arity = "1..*",
            paramLabel = "SIGNAL... [SERVER]",
            hideParamSyntax = true,
            completionCandidates = SignalNames.class,
            description = "Sent in turn; then the server's name.")
    List<String> words;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many in all, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    int count;

    @Option(
            names = "--per-second",
            paramLabel = "R",
            defaultValue = "1000",
            description = "How many a second, 1 to 20000. Default: ${DEFAULT-VALUE}.")
    int perSecond;

    StormCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        NumberRange.check("--count", count, 1, MOST);
        NumberRange.check("--per-second", perSecond, 1, FASTEST);
        SendCommand.Target target = SendCommand.Target.of(session(), "storm", words);
        ServerProcess server = target.server();
        int sent = 0;
        try (SignalSender sender = new SignalSender(server);
                Screen.LiveLine line = screen().live()) {
            long start = System.nanoTime();
            while (sent < count && server.isAlive()) {
                Signal next = target.signals().get(sent % target.signals().size());
                sender.send(List.of(next));
                sent++;
                line.show("sent " + sent + " of " + count);
                long due = start + sent * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            if (server.isAlive()) {
                sender.finish();
            }
        } catch (InterruptedException e) {
            report(server, sent);
            throw e;
        } catch (LabException e) {
            if (server.isAlive()) {
                throw e;
            }
        }
        report(server, sent);
        return 0;
    }

    private void report(ServerProcess server, int sent) {
        screen().line(
                        "sent "
                                + sent
                                + " of "
                                + count
                                + " to "
                                + server.name()
                                + (server.isAlive() ? "" : ", which " + server.describeEnd()));
    }
}
