package signalkit.shell.command.steer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Style;
import signalkit.lab.LabException;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Snapshot;
import signalkit.lab.server.SourceLine;
import signalkit.posix.Signal;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.interpreter.Suggesting;
import signalkit.shell.names.RunningServerNames;

/** Makes a signal arrive at a chosen moment in a server, or lists or clears such aims. */
@Command(
        sortOptions = false,
        footer = {
            "aim TERM when main holds jobs          while a thread holds a lock",
            "aim TERM at WorkQueue.java:40 in main  before a line, on any thread or on one",
            "aim TERM in worker-1 then INT          at once; INT on top of TERM's handler",
            "aim list, aim clear                    what waits and what has fired; forget it",
            "Each fires once, at the first moment that fits. A line where no signal can come is"
                    + " refused."
        })
final class AimCommand extends ShellCommand implements Suggesting {
    private static final String SOURCES = "echo-unsafe/src/main/java";

    @Parameters(
            arity = "1..*",
            paramLabel = "WORD... [SERVER]",
            hideParamSyntax = true,
            description = "What arrives when, as below; then the server's name.")
    List<String> words;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            completionCandidates = RunningServerNames.class,
            description =
                    "The server, if it is not the last word. Default: the only one that runs.")
    String server;

    AimCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session()
                .servers()
                .last(words)
                .ifPresent(
                        right -> {
                            throw ShellException.usage(
                                    "the server comes last: `aim " + right + "`");
                        });
        takeServer();
        ServerProcess target = session().servers().running(server);
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

    /** As in other commands, the last word may name the server. */
    private void takeServer() {
        String last = words.get(words.size() - 1);
        if (server == null && fleet().all().stream().anyMatch(each -> each.name().equals(last))) {
            server = last;
            words = words.subList(0, words.size() - 1);
        }
    }

    @Override
    public List<String> suggestions(List<String> typed) throws InterruptedException {
        List<String> before = new ArrayList<>(typed);
        int option = before.indexOf("--on");
        if (option >= 0 && option + 1 < before.size()) {
            server = before.get(option + 1);
            before.subList(option, option + 2).clear();
        }
        if (before.isEmpty()) {
            return Stream.concat(Stream.of("list", "clear"), signals()).toList();
        }
        switch (before.get(before.size() - 1)) {
            case "list", "clear" -> {
                return List.of();
            }
            case "at" -> {
                return SourceLine.all(SOURCES);
            }
            case "--on" -> {
                List<String> names = new ArrayList<>();
                new RunningServerNames(session()).forEach(names::add);
                return names;
            }
            case "when", "in" -> {
                return look(snapshot -> snapshot.threads().stream().map(ThreadReport::getName));
            }
            case "holds" -> {
                return look(snapshot -> snapshot.locks().stream().map(LockInfo::getName));
            }
            case "then" -> {
                return signals().toList();
            }
            default -> {
                return next(before);
            }
        }
    }

    /** What may follow a signal or a name: the words that link the parts and are not there yet. */
    private static List<String> next(List<String> before) {
        if (before.contains("then")) {
            return List.of();
        }
        if (before.contains("when") && !before.contains("holds")) {
            return List.of("holds");
        }
        if (before.contains("holds") || before.contains("in")) {
            return List.of("then");
        }
        return before.contains("at") ? List.of("in", "then") : List.of("when", "at", "in");
    }

    private static Stream<String> signals() {
        return Arrays.stream(Signal.values()).filter(Signal::isCatchable).map(Signal::name);
    }

    /** What there is in the server now; nothing when it cannot be told which one is meant. */
    private List<String> look(Function<Snapshot, Stream<String>> names)
            throws InterruptedException {
        try {
            return names.apply(RemoteServer.snapshot(session().servers().running(server)))
                    .distinct()
                    .toList();
        } catch (LabException | ShellException e) {
            return List.of(); // Who runs the command will be told.
        }
    }
}
