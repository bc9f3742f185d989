package signalkit.shell.command.measure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Spelling;
import signalkit.cli.Style;
import signalkit.lab.fault.Fault;
import signalkit.lab.fault.FaultOutcome;
import signalkit.lab.fault.Faults;
import signalkit.lab.fault.Setup;
import signalkit.lab.server.ServerKind;
import signalkit.shell.console.ProgressBar;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Table;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;

/** Lets faults happen to fresh servers and shows, side by side, how they meet them. */
@Command(
        sortOptions = false,
        footer = {
            "The exit status is 0 when echo-safe kept what it promises (the unsafe server",
            "promises nothing, so it counts only when it is the only one).",
            "Examples: faults",
            "          faults --on safe half-close no-reader",
            "          faults --on safe --with=--loops=per-worker"
        })
final class FaultsCommand extends ShellCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Only these. Default: all.")
    List<String> names = List.of();

    @Option(
            names = "--on",
            paramLabel = "unsafe|safe",
            description = "Only this server. Default: both.")
    ServerKind on;

    @Option(names = "--fast", description = "Leave out those that take seconds.")
    boolean fast;

    @Option(
            names = "--sanitize",
            description = "Run the servers under the handler sanitizer; what it finds is bad.")
    boolean sanitize;

    @Option(
            names = "--with",
            paramLabel = "OPTION",
            description = "One more option of the servers, such as --with=--loops=per-worker.")
    List<String> options = List.of();

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FaultsCommand(Session session) {
        super(session);
    }

    /** One line of the table. */
    private record Row(String fault, String happens, ServerKind server, FaultOutcome outcome) {
        JsonRow forJson() {
            return new JsonRow(fault, happens, server, outcome.promise(), outcome.text());
        }
    }

    /** The same, in the words of the table. */
    private record JsonRow(
            String fault,
            String happens,
            ServerKind server,
            FaultOutcome.Promise result,
            String text) {}

    @Override
    public Integer call() throws InterruptedException {
        List<Fault> faults = chosen();
        List<ServerKind> kinds =
                on == null ? List.of(ServerKind.SAFE, ServerKind.UNSAFE) : List.of(on);
        Setup setup = new Setup(sanitize, words(options));
        List<Row> rows = new ArrayList<>();
        try (ProgressBar bar = new ProgressBar(screen(), "faults", faults.size() * kinds.size())) {
            for (Fault fault : faults) {
                for (ServerKind kind : kinds) {
                    FaultOutcome outcome = fault.on(session().trialFleet(), kind, setup);
                    rows.add(new Row(fault.name(), fault.description(), kind, outcome));
                    bar.step(fault.name());
                }
            }
        } catch (InterruptedException e) {
            // What was found until Ctrl-C is worth a look.
            if (rows.size() >= kinds.size()) {
                show(rows, kinds);
            }
            throw e;
        }
        show(rows, kinds);
        ServerKind judged = kinds.get(0);
        boolean broken =
                rows.stream().anyMatch(row -> row.server == judged && row.outcome.isBroken());
        return broken ? ShellException.FAILED : 0;
    }

    /** An option and its value are two words, as the launcher of the servers looks for them. */
    private static List<String> words(List<String> options) {
        return options.stream().flatMap(option -> Stream.of(option.split("=", 2))).toList();
    }

    private List<Fault> chosen() {
        if (names.isEmpty()) {
            return Faults.all().stream().filter(fault -> !(fast && fault.slow())).toList();
        }
        List<Fault> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(
                    Faults.of(name)
                            .orElseThrow(
                                    () ->
                                            ShellException.usage(
                                                    "no fault is called "
                                                            + Spelling.named(name)
                                                            + "; "
                                                            + Spelling.remedy(name, names()))));
        }
        return chosen;
    }

    private void show(List<Row> rows, List<ServerKind> kinds) {
        if (json) {
            json(rows.stream().map(Row::forJson).toList());
        } else {
            print(rows, kinds);
        }
    }

    /** A fault that not all servers have met yet has no line. */
    private void print(List<Row> rows, List<ServerKind> kinds) {
        Table table =
                kinds.size() == 2
                        ? new Table("fault", "what happens", "echo-safe", "echo-unsafe").namedBy(2)
                        : new Table("fault", "what happens", "echo-" + kinds.get(0).label());
        for (int i = 0; i + kinds.size() <= rows.size(); i += kinds.size()) {
            Row first = rows.get(i);
            if (kinds.size() == 2) {
                String other = cell(rows.get(i + 1).outcome());
                table.row(first.fault(), first.happens(), cell(first.outcome()), other);
            } else {
                table.row(first.fault(), first.happens(), cell(first.outcome()));
            }
        }
        table.print(screen());
    }

    private static String cell(FaultOutcome outcome) {
        String text = Screen.harmless(outcome.text());
        return switch (outcome.promise()) {
            case KEPT -> Style.GOOD.of("ok: " + text);
            case BROKEN -> Style.BAD.of("bad: " + text);
            case UNTRIED -> "not tried: " + text;
        };
    }

    private static List<String> names() {
        return Faults.all().stream().map(Fault::name).toList();
    }

    /** The names of all faults, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
