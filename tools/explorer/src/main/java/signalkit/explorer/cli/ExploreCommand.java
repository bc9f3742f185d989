package signalkit.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.Paragraph;
import signalkit.cli.Style;
import signalkit.cli.TypedCommand;
import signalkit.cli.Window;
import signalkit.explorer.Bounds;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Reach;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.Shard;
import signalkit.explorer.Trace;
import signalkit.explorer.part.Part;
import signalkit.explorer.part.PartFile;
import signalkit.explorer.part.PartSearch;
import signalkit.explorer.view.TraceJson;
import signalkit.explorer.view.WarningText;

/** {@code explore}: tries every schedule and every arrival of a signal within bounds. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        subcommands = {MergeCommand.class, LinearizableCommand.class},
        description = "Tries every schedule and every arrival of a signal within bounds.",
        footer = {
            "",
            "Without SCENARIO, lists the scenarios of the catalogue.",
            "Exit status: 0 proved within the bounds, 1 failed, 2 bad usage, 3 neither: a bound of"
                    + " time, runs or steps cut the search, or code was not explored."
        })
final class ExploreCommand implements Callable<Integer> {
    static final int STEPS = 5_000;

    private static final int FAILED = 1;
    private static final int CUT = 3;

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "Such as self-deadlock.")
    private String scenario;

    @Mixin private Subject subject;
    @Mixin private TraceOutput output;
    @Mixin private GraphOutput graph;

    @Option(
            names = "--preemptions",
            paramLabel = "N",
            description = "Prove that much and no more. Default: 2, and more while time is left.")
    private Integer preemptions;

    @Option(names = "--steps", paramLabel = "N", description = "Of a run. Default: " + STEPS + ".")
    private int steps = Bounds.DEFAULT.steps();

    @Option(names = "--runs", paramLabel = "N", description = "Default: 10 million.")
    private long runs = Bounds.DEFAULT.runs();

    @Option(names = "--older-values", paramLabel = "N", description = "In a run. Default: 2.")
    private int olderValues = Bounds.DEFAULT.olderValues();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Default: 60, but no more than 5 after the proof.")
    private Long seconds;

    @Option(names = "--seed", paramLabel = "N", description = "Of the samples. Default: 1.")
    private long seed = Bounds.ANYTIME.seed();

    @Option(names = "--workers", paramLabel = "N", description = "Default: all processors.")
    private int workers = Bounds.DEFAULT.workers();

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            description = "Run the K-th of N parts of the search, and write it with --out.")
    private String shardText;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --shard: where its result goes, for explore merge.")
    private Path file;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "With --shard: a result whose shared memory is known from the start.")
    private List<Path> known = List.of();

    @Option(
            names = "--unreduced",
            description = "Run orders that commute too, to compare: much slower, same findings.")
    private boolean unreduced;

    @Option(
            names = "--strict",
            description = "Locks that are shared with handlers count as failures, too.")
    private boolean strict;

    @Option(
            names = "--no-spurious",
            description = "No wait ends for no reason, as nearly all do not in real runs.")
    private boolean noSpurious;

    @Option(
            names = "--list-races",
            description =
                    "Data races are listed and are no failures: what they may read is explored.")
    private boolean listRaces;

    @Option(names = "--sides", hidden = true, description = "Print what --on takes.")
    private boolean sides;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (sides) {
            subject.catalogue().sides().forEach(output.out()::println);
            return 0;
        }
        if (scenario == null) {
            list();
            return 0;
        }
        ScenarioCode code = subject.explored(scenario);
        if (graph.isWanted()) {
            return graph.write(code, bounds(), preemptions != null, subject.about(scenario));
        }
        if (shardText == null && (file != null || !known.isEmpty())) {
            throw usage("--out and --known need --shard K/N");
        }
        Result found = shardText == null ? search(code, bounds()) : searchPart(code);
        Optional<Trace> again = found.failure().map(this::replay);
        Result result = again.map(found::confirmedBy).orElse(found);
        Optional<Trace> trace = again.filter(shown -> result.isRepeatable());
        trace.ifPresent(shown -> output.writePage(shown, subject.sources()));
        if (output.isJson()) {
            output.print(json(result, trace));
        } else {
            print(result, trace);
        }
        return status(result);
    }

    /** What the command ends with. */
    static int status(Result result) {
        if (result.isProof()) {
            return 0;
        }
        boolean isWrong =
                result.failure()
                        .filter(failure -> !failure.finding().kind().isUndecided())
                        .isPresent();
        return isWrong ? FAILED : CUT;
    }

    private void list() {
        List<Catalogue.Entry> entries = subject.catalogue().entries();
        int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(1);
        int window = Window.now().width();
        for (Catalogue.Entry entry : entries) {
            String name = entry.name() + " ".repeat(width + 2 - entry.name().length());
            Paragraph.wrap(name, entry.summary(), window).forEach(output.out()::println);
        }
        output.out().flush();
    }

    private Bounds bounds() {
        try {
            Bounds bounds =
                    (preemptions == null
                                    ? Bounds.ANYTIME
                                    : Bounds.DEFAULT.withPreemptions(preemptions))
                            .withSteps(steps)
                            .withRuns(runs)
                            .withSeed(seed)
                            .withOlderValues(olderValues)
                            .withWorkers(workers);
            if (seconds != null) {
                bounds = bounds.withTime(Duration.ofSeconds(seconds));
                bounds = bounds.isAnytime() ? bounds.withBeyond(bounds.time()) : bounds;
            }
            bounds = noSpurious ? bounds.withoutSpuriousWakeUps() : bounds;
            return unreduced ? bounds.unreduced() : bounds;
        } catch (IllegalArgumentException e) {
            throw usage("--" + e.getMessage());
        }
    }

    private Set<FindingKind> failures() {
        Set<FindingKind> failures = EnumSet.noneOf(FindingKind.class);
        if (!listRaces) {
            failures.add(FindingKind.DATA_RACE);
        }
        if (strict) {
            failures.add(FindingKind.LOCK_SHARED_WITH_HANDLER);
        }
        return failures;
    }

    private Result searchPart(ScenarioCode code) {
        if (file == null) {
            throw usage("--shard needs --out FILE, for explore merge");
        }
        if (unreduced) {
            throw usage("--shard and --unreduced exclude each other; leave one of them out");
        }
        try {
            Shard shard = Shard.of(shardText);
            Set<String> shared = new TreeSet<>();
            for (Path each : known) {
                shared.addAll(MergeCommand.read(each).shared());
            }
            Bounds bounds = bounds().withBeyond(Duration.ZERO);
            Part part =
                    new PartSearch(code, bounds, failures())
                            .run(
                                    shard,
                                    shared,
                                    subject.id(scenario, Schedule.PLAIN).subject(),
                                    subject.options());
            PartFile.write(part, file);
            return part.shown();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        } catch (IOException e) {
            throw usage(TraceOutput.unwritable(file, e));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Result search(ScenarioCode code, Bounds bounds) {
        Set<FindingKind> failures = failures();
        if (!Window.now().isThere() || output.isJson()) {
            Consumer<SearchStatistics> silent = now -> {};
            return Explorer.explore(code, bounds, failures, silent);
        }
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), bounds)) {
            return Explorer.explore(code, bounds, failures, progress);
        }
    }

    private void print(Result result, Optional<Trace> trace) {
        trace.ifPresent(shown -> output.print(shown, subject.sources()));
        trace.ifPresent(shown -> output.out().println());
        result.failure()
                .ifPresentOrElse(
                        failure -> {
                            output.say(Style.BAD, failure.finding().toString());
                            if (!failure.finding().kind().isUndecided()) {
                                output.say(
                                        Style.CODE,
                                        "replay it with: "
                                                + TypedCommand.of("replay")
                                                + " "
                                                + id(failure)
                                                + options()
                                                + failure.remark());
                            }
                        },
                        () ->
                                output.say(
                                        result.isProof() ? Style.GOOD : Style.WARN,
                                        result.toString()));
        Optional<Finding> failed = result.failure().map(Result.Failure::finding);
        for (Result.Failure warning : result.warnings()) {
            boolean isSaid = failed.equals(Optional.of(warning.finding()));
            if (!isSaid) {
                output.say(Style.WARN, "warning: " + warning.finding() + " (" + id(warning) + ")");
            }
            if (isSaid || output.hasStacks()) {
                Trace shown = replay(warning);
                about(warning, shown)
                        .ifPresent(each -> output.sayStack(WarningText.lines(shown, each)));
            }
        }
        SearchStatistics did = result.statistics();
        long millis = Math.max(1, did.elapsed().toMillis());
        long made = did.runs() - did.skipped();
        String counts = "%s; %s in %,d ms, %,d/s";
        String traces = TraceOutput.count(did.traces(), "trace");
        String runs = TraceOutput.count(made, "run");
        output.note(counts, traces, runs, millis, 1000 * made / millis);
        output.note(
                "chance that two states were taken for one: at most %.0e", result.collisionBound());
        if (result.failure().isEmpty()) {
            result.reach().ifPresent(reach -> output.note("%s", reach));
        }
    }

    /** What replay has to be told, too. */
    private String options() {
        return subject.options() + (steps == STEPS ? "" : " --steps " + steps);
    }

    private Trace replay(Result.Failure failure) {
        return Explorer.replay(subject.explored(scenario), failure.schedule(), bounds());
    }

    private static Optional<Trace.Warning> about(Result.Failure warning, Trace trace) {
        return trace.warnings().stream()
                .filter(each -> each.finding().equals(warning.finding()))
                .findFirst();
    }

    private String id(Result.Failure failure) {
        return subject.id(scenario, failure.schedule()).toString();
    }

    private JsonObject json(Result result, Optional<Trace> trace) {
        JsonObject json = new JsonObject();
        json.addProperty("scenario", scenario);
        json.addProperty("proof", result.isProof());
        json.addProperty("cut", result.cut().orElse(null));
        JsonArray unexplored = new JsonArray();
        result.unexplored().forEach(unexplored::add);
        json.add("unexplored", unexplored);
        json.addProperty("preemptions", result.bounds().preemptions());
        json.add("reach", JsonNull.INSTANCE);
        result.reach().ifPresent(reach -> json.add("reach", json(reach)));
        json.addProperty("steps", result.bounds().steps());
        json.addProperty("olderValues", result.bounds().olderValues());
        json.addProperty("runs", result.statistics().runs());
        json.addProperty("skipped", result.statistics().skipped());
        json.addProperty("traces", result.statistics().traces());
        json.addProperty("states", result.statistics().states());
        json.addProperty("collisionBound", result.collisionBound());
        json.addProperty("millis", result.statistics().elapsed().toMillis());
        json.add("failure", JsonNull.INSTANCE);
        result.failure().ifPresent(failure -> json.add("failure", json(failure)));
        JsonArray warnings = new JsonArray();
        result.warnings().forEach(warning -> warnings.add(jsonOfWarning(warning)));
        json.add("warnings", warnings);
        json.add("trace", JsonNull.INSTANCE);
        trace.ifPresent(shown -> json.add("trace", TraceJson.of(shown, subject.sources())));
        return json;
    }

    private JsonObject jsonOfWarning(Result.Failure warning) {
        Trace shown = replay(warning);
        JsonObject json =
                about(warning, shown)
                        .map(each -> TraceJson.of(shown, each))
                        .orElseGet(() -> TraceJson.of(warning.finding()));
        json.addProperty("id", id(warning));
        return json;
    }

    private static JsonObject json(Reach reach) {
        JsonObject json = new JsonObject();
        json.addProperty("provedPreemptions", reach.proved());
        json.addProperty("whole", reach.isWhole());
        json.addProperty("sampledPreemptions", reach.level());
        json.addProperty("sampled", reach.runs());
        json.addProperty("pct", reach.byPct());
        json.addProperty("pos", reach.byPos());
        json.addProperty("different", reach.different());
        json.addProperty("seed", reach.seed());
        return json;
    }

    private JsonObject json(Result.Failure failure) {
        JsonObject json = TraceJson.of(failure.finding());
        json.addProperty("id", id(failure));
        return json;
    }
}
