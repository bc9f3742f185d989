package signalkit.explorer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.FileReason;
import signalkit.cli.TypedCommand;
import signalkit.explorer.Result;
import signalkit.explorer.part.Merger;
import signalkit.explorer.part.Part;
import signalkit.explorer.part.PartFile;

/** {@code explore merge}: adds the parts of a search up to one verdict. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Adds the parts of a search up to one verdict: a proof only if all parts are"
                        + " there, of the same program, bounds and version.",
        footer = {"", "Exit status: 0 proved, 1 failed, 2 bad usage, 3 neither."})
final class MergeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Written by explore --shard.")
    private List<Path> files;

    @Spec private CommandSpec spec;

    /** A part; what cannot be read is an illegal argument. */
    static Part read(Path file) {
        try {
            return PartFile.read(file);
        } catch (IOException e) {
            String message = FileReason.of(e);
            boolean isNamed = message.contains(file.toString());
            throw new IllegalArgumentException(
                    isNamed ? message : "cannot read " + file + ": " + message, e);
        }
    }

    @Override
    public Integer call() {
        List<Part> parts = new ArrayList<>();
        Result result;
        try {
            for (Path file : files) {
                parts.add(read(file));
            }
            result = new Merger(parts).merge();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (result.failure().isPresent()) {
            Result.Failure failure = result.failure().get();
            Part first = parts.get(0);
            out.println(failure.finding());
            if (!failure.finding().kind().isUndecided()) {
                out.printf(
                        "replay it with: %s %s:%s%s%n",
                        TypedCommand.of("replay"),
                        first.subject(),
                        failure.schedule().id(),
                        first.options());
            }
        } else {
            out.println(result);
        }
        for (Result.Failure warning : result.warnings()) {
            out.println("warning: " + warning.finding());
        }
        out.printf(
                Locale.ROOT,
                "%s in %s%n",
                TraceOutput.count(result.statistics().traces(), "trace"),
                TraceOutput.count(parts.size(), "part"));
        out.printf(
                Locale.ROOT,
                "chance that two states were taken for one: at most %.0e%n",
                result.collisionBound());
        out.flush();
        return ExploreCommand.status(result);
    }
}
