package signalkit.explorer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
import signalkit.cli.TypedCommand;
import signalkit.cli.Window;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.Stepper;
import signalkit.explorer.view.TraceJson;

/** {@code replay}: runs one schedule again and steps through it. */
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
    @Mixin private TraceOutput output;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "As explore was told. Default: " + ExploreCommand.STEPS + ".")
    private int steps = Bounds.DEFAULT.steps();

    @Option(names = "--table", description = "Print the table, even on a terminal.")
    private boolean table;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Id id = id();
        Trace origin = replay(subject.origin(id), id);
        requireItsOwn(id, origin);
        Trace trace = subject.isElsewhere(id) ? replay(subject.elsewhere(id), id) : origin;
        Sources sources = subject.sources(id);
        output.writePage(trace, sources);
        if (output.isJson()) {
            output.print(TraceJson.of(trace, sources));
        } else {
            boolean isWanted = Window.now().isThere() && !table && !output.isFile();
            if (!isWanted || !step(id, trace, sources)) {
                output.print(trace, sources);
                output.out().println();
            }
            output.printEnd(trace, id.schedule());
        }
        return trace.finding() == null ? 0 : FAILED;
    }

    private Id id() {
        try {
            return Id.of(text);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Trace replay(ScenarioCode code, Id id) {
        try {
            return Explorer.replay(code, id.schedule(), Bounds.DEFAULT.withSteps(steps));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** Each id shows something where it was found, as long as that code is what it was. */
    private void requireItsOwn(Id id, Trace origin) {
        int choices = id.schedule().length();
        int made = origin.schedule().length();
        String why;
        if (made < choices) {
            why = "comes to " + made + " of its " + choices + " choices";
        } else if (origin.finding() == null && origin.warnings().isEmpty()) {
            why = "ends in order";
        } else {
            return;
        }
        throw usage(
                String.format(
                        "'%s' is no id of %s as it is now, which %s; look for one with: %s"
                                + " %s%s%s",
                        text,
                        id.subject(),
                        why,
                        TypedCommand.of("explore"),
                        id.scenario(),
                        id.side().map(side -> " --on " + side).orElse(""),
                        subject.options()));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The other server's code may lack the scenario, or refuse to be explored. */
    private Optional<Trace> twin(Id id, String side) {
        try {
            return Optional.of(replay(subject.onSide(id, side), id));
        } catch (ParameterException | ScenarioException e) {
            return Optional.empty();
        }
    }

    /** Fills the window; false when nothing is known of it, as of a TERM that does not exist. */
    private boolean step(Id id, Trace trace, Sources sources) {
        Optional<String> side = subject.twin(id);
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return false;
            }
            new Stepper(
                            terminal,
                            trace,
                            sources,
                            side.flatMap(other -> twin(id, other)),
                            side.map(subject::sourcesOf).orElse(Sources.NONE))
                    .run();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
