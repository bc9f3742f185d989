package signalkit.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.posix.Signal;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Style;
import signalkit.shell.server.RemoteServer;
import signalkit.shell.server.ServerProcess;

/** Makes a signal arrive at a chosen moment in a server, or lists or clears such aims. */
@Command(
        sortOptions = false,
        footer = {
            "aim TERM when main holds jobs          while a thread holds a lock",
            "aim TERM at WorkQueue.java:46 in main  before a line, on any thread or on one",
            "aim TERM in worker-1 then INT          at once; INT on top of TERM's handler",
            "aim list, aim clear                    what waits and what has fired; forget it",
            "Each fires once, at the first moment that fits. A line where no signal can come is"
                    + " refused."
        })
final class AimCommand extends ShellCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            completionCandidates = Words.class,
            description = "What arrives when, as below.")
    List<String> words;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            completionCandidates = ServerNames.class,
            description = "Which server. Default: the only one that runs.")
    String server;

    AimCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerProcess target = fleet().running(server);
        switch (String.join(" ", words)) {
            case "list" -> {
                List<String> aims = RemoteServer.aims(target);
                aims.forEach(screen()::foreign);
                if (aims.isEmpty()) {
                    screen().line("no aims");
                }
            }
            case "clear" -> RemoteServer.clearAims(target);
            default -> {
                if (!target.isWoven()) {
                    throw ShellException.failed(
                            target.name()
                                    + " is not woven, so a signal cannot be aimed at its steps;"
                                    + " start it with --weave");
                }
                String aim = RemoteServer.aim(target, String.join(" ", words));
                screen().line("aimed: " + Style.CODE.of(aim));
            }
        }
        return 0;
    }

    /** All that can stand in an aim apart from the names of threads and locks. */
    static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Words() {
            addAll(List.of("list", "clear", "when", "holds", "at", "in", "then"));
            Arrays.stream(Signal.values())
                    .filter(Signal::isCatchable)
                    .forEach(signal -> add(signal.name()));
        }
    }
}
