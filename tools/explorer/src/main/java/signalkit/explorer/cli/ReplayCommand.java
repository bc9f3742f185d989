package signalkit.explorer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.Stepper;
import signalkit.explorer.view.TraceJson;

/** {@code kit replay}: runs one schedule again and steps through it. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "Runs a schedule again and steps through it, forward and back.",
            "On another target it goes as far as that one comes to the same points."
        },
        footer = {"", "Exit status: 0 nothing went wrong, 1 something did, 2 bad usage."})
final class ReplayCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(paramLabel = "ID", description = "As explore printed it.")
    private String text;

    @Mixin private Subject subject;
    @Mixin private Output output;

    @Option(names = "--table", description = "Print the table, even on a terminal.")
    private boolean table;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Id id;
        try {
            id = Id.of(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        ScenarioCode code = subject.code(id.scenario(), id.target());
        Trace trace = Explorer.replay(code, id.schedule());
        Sources sources = subject.sources(id.target());
        output.writePage(trace, sources);
        if (output.isJson()) {
            output.print(TraceJson.of(trace, sources));
        } else if (Output.isTerminal() && !table && !output.isFile()) {
            step(trace, sources);
        } else {
            output.print(trace, sources);
            output.out().println();
            output.out().println(trace.finding() == null ? "no failure" : trace.finding());
            output.out().flush();
        }
        return trace.finding() == null ? 0 : FAILED;
    }

    private static void step(Trace trace, Sources sources) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            new Stepper(terminal, trace, sources).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
