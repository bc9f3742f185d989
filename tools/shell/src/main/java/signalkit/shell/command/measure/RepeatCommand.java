package signalkit.shell.command.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Spelling;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.trial.Trial;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialSummary;
import signalkit.shell.command.steer.ServerOptions;
import signalkit.shell.console.ProgressBar;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.CommandNames;
import signalkit.shell.view.TrialView;

/** Runs trials, or commands, on fresh servers many times, and counts how they end. */
@Command(
        sortOptions = false,
        footer = {
            "The exit status is 0 when all runs were clean.",
            "Examples: repeat 100 --trial churn",
            "          repeat 20 --trial all --server safe --json",
            "          repeat 10 \"start unsafe; clients 4 --duration 1s; stop\""
        })
final class RepeatCommand extends ShellCommand {
    private static final int MOST = 100_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String ALL = "all";

    @Parameters(index = "0", paramLabel = "N", description = "How many runs, 1 to 100000.")
    int count;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            completionCandidates = CommandNames.class,
            description = "Run this each time, with servers of its own; not with --trial.")
    List<String> command = List.of();

    @Option(
            names = "--trial",
            paramLabel = "NAME",
            completionCandidates = TrialNames.class,
            description = "${COMPLETION-CANDIDATES}; may be given several times.")
    List<String> trials = List.of();

    @Option(names = "--scenario", hidden = true)
    String formerTrial;

    @Option(
            names = "--server",
            paramLabel = "unsafe|safe",
            description = "Only this one. Default: both, one after the other.")
    ServerKind server;

    @Option(
            names = "--queue",
            paramLabel = "YEAR",
            completionCandidates = ServerOptions.Queues.class,
            description = "The work queue of unsafe: ${COMPLETION-CANDIDATES}. Default: 2012.")
    String queue;

    @Option(
            names = "--delivery",
            paramLabel = "posix|jvm",
            completionCandidates = ServerOptions.Deliveries.class,
            description = "Who runs handlers. Default: posix.")
    String delivery;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "From the signal to a hang. Default: ${DEFAULT-VALUE}.")
    Duration deadline;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed for the random signal times. Default: a fresh seed per run.")
    Long seed;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    RepeatCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (formerTrial != null) {
            throw ShellException.usage(
                    "--scenario is now called --trial; type: `repeat "
                            + count
                            + " --trial "
                            + formerTrial
                            + "`");
        }
        NumberRange.check("N", count, 1, MOST);
        if (deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
            throw ShellException.usage(
                    "--deadline "
                            + Converters.show(deadline)
                            + " is out of range: more than 0 s, at most 1 hour");
        }
        if (String.join("", command).isBlank() == trials.isEmpty()) {
            throw ShellException.usage(
                    "say what to repeat: --trial NAME, or a command; see: `help repeat`");
        }
        if (!command.isEmpty()) {
            String line = String.join(" ", command);
            new Interpreter(session()).requireReadable(line);
            return new RepeatedCommand(session(), line).run(count, json);
        }
        List<TrialView> views = new ArrayList<>();
        try {
            for (TrialPlan plan : chosen()) {
                for (ServerKind kind : server == null ? ServerKind.values() : only(server)) {
                    TrialView view = new TrialView(plan, kind, new TrialSummary());
                    views.add(view);
                    run(view);
                }
            }
        } catch (InterruptedException e) {
            // What was counted until Ctrl-C is worth a look.
            views.removeIf(view -> view.summary().runs() == 0);
            if (!views.isEmpty()) {
                show(views);
            }
            throw e;
        }
        show(views);
        boolean clean = views.stream().allMatch(TrialView::isClean);
        return clean ? 0 : ShellException.FAILED;
    }

    private void show(List<TrialView> views) {
        if (json) {
            json(views.stream().map(TrialView::row).toList());
        } else {
            TrialView.print(screen(), views);
        }
    }

    private static ServerKind[] only(ServerKind kind) {
        return new ServerKind[] {kind};
    }

    private List<TrialPlan> chosen() {
        if (trials.contains(ALL)) {
            return List.of(TrialPlan.values());
        }
        List<TrialPlan> chosen = new ArrayList<>();
        for (String label : trials) {
            chosen.add(
                    TrialPlan.of(label)
                            .orElseThrow(
                                    () ->
                                            ShellException.usage(
                                                    "no trial is called "
                                                            + Spelling.named(label)
                                                            + "; "
                                                            + Spelling.remedy(
                                                                    label, trialNames()))));
        }
        return chosen;
    }

    private void run(TrialView view) throws InterruptedException {
        TrialSummary summary = view.summary();
        ServerSpec spec = ServerSpec.of(view.kind(), TrialPlan.WORKERS, more(view.kind()));
        Trial trial = new Trial(view.plan(), spec, deadline);
        SplittableRandom random =
                seed == null ? new SplittableRandom() : new SplittableRandom(seed);
        String label = view.plan() + " on " + view.kind();
        try (ProgressBar bar = new ProgressBar(screen(), label, count)) {
            for (int i = 0; i < count; i++) {
                TrialResult result = trial.run(session().trialFleet(), random, server -> {});
                summary.add(result);
                bar.step(summary.brief());
            }
        }
    }

    private List<String> more(ServerKind kind) {
        List<String> more = new ArrayList<>();
        if (queue != null && kind == ServerKind.UNSAFE) {
            more.addAll(List.of("--queue", queue));
        }
        if (delivery != null) {
            more.addAll(List.of("--delivery", delivery));
        }
        return more;
    }

    private static List<String> trialNames() {
        Stream<String> plans = Arrays.stream(TrialPlan.values()).map(TrialPlan::label);
        return Stream.concat(plans, Stream.of(ALL)).toList();
    }

    /** The names of all trials, for completion. */
    static final class TrialNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return trialNames().iterator();
        }
    }
}
