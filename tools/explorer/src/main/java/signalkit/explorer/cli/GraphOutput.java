package signalkit.explorer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.explorer.Bounds;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.graph.GraphExport;

/** Options of {@code explore} that write a state graph instead of a verdict. */
final class GraphOutput {
    private static final int CUT = 3;

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            description =
                    "Write every state and every choice as JSON, for pages that play the scenario,"
                            + " and search no further. Spurious wake-ups are left out.")
    private Path file;

    @Option(
            names = "--states",
            paramLabel = "N",
            description =
                    "With --graph: explore N states at most. Default: " + GraphExport.MOST + ".")
    private int most = GraphExport.MOST;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isWanted() {
        return file != null;
    }

    /** Explores within bounds, of which all that can be played stays, and writes the file. */
    int write(ScenarioCode code, Bounds bounds, boolean isBounded, GraphExport.About about) {
        int preemptions = isBounded ? bounds.preemptions() : Integer.MAX_VALUE;
        Bounds own =
                GraphExport.GAME
                        .withPreemptions(preemptions)
                        .withSteps(bounds.steps())
                        .withTime(bounds.time());
        GraphExport graph = GraphExport.of(code, own, most, about);
        try {
            Files.writeString(file, graph.json());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), TraceOutput.unwritable(file, e));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "wrote %s: %,d states, %,d choices%n",
                file,
                graph.states(),
                graph.choices());
        if (!graph.left().isEmpty()) {
            out.println(graph.left());
        }
        out.flush();
        return graph.left().isEmpty() ? 0 : CUT;
    }
}
