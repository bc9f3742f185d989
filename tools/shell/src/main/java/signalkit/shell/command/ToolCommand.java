package signalkit.shell.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.PositionalParamSpec;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.server.Launcher;

/**
 * Runs a {@link Tool} as a child process that has the terminal to itself, and takes over its
 * status.
 *
 * <p>All arguments are the tool's, {@code --help} too. An interrupt ends the child, and kills it
 * when that takes longer than {@value #GRACE_SECONDS} seconds.
 */
@Command(sortOptions = false)
final class ToolCommand extends ShellCommand {
    private static final int GRACE_SECONDS = 5;

    private final Tool tool;
    private final List<String> arguments = new ArrayList<>();

    ToolCommand(Session session, Tool tool) {
        super(session);
        this.tool = tool;
    }

    /** Tells completion and help of the arguments, which are not picocli's to read. */
    void declareArguments(CommandLine line) {
        line.getCommandSpec()
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .arity("0..1")
                                .paramLabel("ARGUMENT…")
                                .completionCandidates(tool.words())
                                .description("The tool's own; all of them: " + name() + " --help")
                                .build());
    }

    private String name() {
        return tool.name().toLowerCase(Locale.ROOT);
    }

    /** Sets what the tool gets. */
    void pass(List<String> words) {
        arguments.addAll(words);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> all = new ArrayList<>(tool.subcommand());
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(Launcher.tool(tool.jar(), all));
        if (!session().readsCommandsFromInput()) {
            builder.redirectInput(Redirect.INHERIT);
        }
        Optional<Screen.Loan> loan = screen().lend();
        try {
            return loan.isPresent() ? runOnTerminal(builder) : runOnScreen(builder);
        } catch (IOException e) {
            throw ShellException.failed("cannot run " + tool.jar() + ": " + e.getMessage());
        } finally {
            loan.ifPresent(Screen.Loan::close);
        }
    }

    private static int runOnTerminal(ProcessBuilder builder)
            throws IOException, InterruptedException {
        builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        Process process = builder.start();
        process.getOutputStream().close();
        return statusOf(process);
    }

    private int runOnScreen(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        Thread printer = new Thread(() -> process.inputReader().lines().forEach(screen()::foreign));
        printer.start();
        int status = statusOf(process);
        printer.join();
        return status;
    }

    private static int statusOf(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            throw e;
        }
    }
}
