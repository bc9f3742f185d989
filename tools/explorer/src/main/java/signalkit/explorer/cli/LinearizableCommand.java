package signalkit.explorer.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.TypedCommand;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Linearizability;
import signalkit.explorer.LinearizabilityResult;
import signalkit.explorer.Trace;

/** {@code explore linearizable}: compares what threads get with what one thread gets. */
@Command(
        name = "linearizable",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets threads call the public methods of a class in all small programs, and"
                        + " compares what they get with what one thread gets from the same class.",
        footer = {"", "Exit status: 0 proved within the bounds, 1 failed, 2 bad usage, 3 neither."})
final class LinearizableCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int CUT = 3;

    @Parameters(paramLabel = "CLASS", description = "Such as my.pkg.MyQueue.")
    private String type;

    @Option(names = "--threads", paramLabel = "N", description = "Default: 2.")
    private int threads = 2;

    @Option(names = "--operations", paramLabel = "N", description = "Of a thread. Default: 2.")
    private int operations = 2;

    @Option(names = "--preemptions", paramLabel = "N", description = "Default: 2.")
    private int preemptions = Bounds.DEFAULT.preemptions();

    @Option(names = "--time", paramLabel = "SECONDS", description = "Of all. Default: 60.")
    private long seconds = Bounds.DEFAULT.time().toSeconds();

    @Option(names = "--no-spurious", description = "No wait ends for no reason.")
    private boolean noSpurious;

    @Mixin private Subject subject;
    @Mixin private TraceOutput output;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        LinearizabilityResult result;
        Linearizability checked;
        try {
            Bounds bounds =
                    Bounds.DEFAULT
                            .withPreemptions(preemptions)
                            .withTime(Duration.ofSeconds(seconds));
            checked =
                    Linearizability.of(type, subject.ownLoader())
                            .threads(threads)
                            .operations(operations);
            result = checked.explore(noSpurious ? bounds.withoutSpuriousWakeUps() : bounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        if (result.failure().isEmpty()) {
            output.out().println(result);
            output.out().flush();
            return result.isProof() ? 0 : CUT;
        }
        LinearizabilityResult.Failure failure = result.failure().get();
        Trace trace =
                Explorer.replay(checked.program(failure.program()), failure.failure().schedule());
        print(failure, trace);
        return failure.failure().finding().kind().isUndecided() ? CUT : FAILED;
    }

    private void print(LinearizabilityResult.Failure failure, Trace trace) {
        PrintWriter out = output.out();
        output.writePage(trace, subject.sources());
        output.print(history(trace), subject.sources());
        out.println();
        out.println(failure.failure().finding());
        if (!failure.failure().finding().kind().isUndecided()) {
            out.printf(
                    "all steps: %s %s@%s:%s%s%n",
                    TypedCommand.of("replay"),
                    type,
                    failure.program(),
                    failure.failure().schedule().id(),
                    subject.options());
        }
        out.flush();
    }

    /** Only where calls begin and end. */
    private static Trace history(Trace trace) {
        List<Trace.Step> ends =
                trace.steps().stream()
                        .filter(step -> step.text().matches("(calls .*\\)|(returns|throws) .*)"))
                        .filter(step -> step.place().isEmpty())
                        .toList();
        return new Trace(
                trace.scenario(), trace.schedule(), trace.threads(), ends, null, List.of());
    }
}
