package signalkit.shell.interpreter;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.PositionalParamSpec;
import signalkit.cli.TypedCommand;
import signalkit.lab.LabException;
import signalkit.lab.server.Launcher;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;

/**
 * Runs a {@link Tool} as a child process that has the terminal to itself, and takes over its
 * status.
 *
 * <p>All arguments are the tool's, {@code --help} too. An interrupt ends the child, and kills it
 * when that takes longer than {@value #GRACE_SECONDS} seconds.
 */
@Command(sortOptions = false)
final class ToolCommand extends ShellCommand implements Suggesting, FileTaking {
    private static final int GRACE_SECONDS = 5;

    /** What explore prints about the sides of its scenarios, a name in each line. */
    private static final Tool.Names SIDES =
            new Tool.Names(List.of("explore", "--sides"), 0, Set.of());

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

    /** Whether its program is there. */
    boolean isBuilt() {
        return Files.isRegularFile(Launcher.home().resolve(tool.jar()));
    }

    private String name() {
        return tool.name().toLowerCase(Locale.ROOT);
    }

    /** Sets what the tool gets. */
    void pass(List<String> words) {
        arguments.addAll(words);
    }

    /** Options of tools whose value is a path. */
    private static final Set<String> FILES =
            Set.of(
                    "--class-path",
                    "--source",
                    "--html",
                    "--catalogue",
                    "--work",
                    "--on-classes",
                    "--report",
                    "--svg",
                    "--out",
                    "--baseline",
                    "--java");

    @Override
    public boolean takesFile(String before, String word) {
        return tool == Tool.RULES && !before.equals("--limit")
                || word.contains("/")
                || FILES.contains(before);
    }

    @Override
    public List<String> suggestions(List<String> before) throws InterruptedException {
        if (!before.isEmpty() && before.get(before.size() - 1).equals("--on")) {
            return tool.catalogue().isPresent() ? list(SIDES) : List.of();
        }
        Optional<Tool.Names> names = tool.names().filter(each -> each.isNext(before));
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(before.isEmpty() ? tool.words() : List.of());
        all.addAll(list(names.get()));
        return all;
    }

    /** The names as the tool itself lists them; none when it cannot. */
    private List<String> list(Tool.Names names) throws InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(program(names.listing()))
                            .redirectError(Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
        } catch (IOException | LabException e) {
            return List.of(); // Who runs the command will be told.
        }
        FutureTask<List<String>> lines =
                new FutureTask<>(() -> process.inputReader().lines().toList());
        new Thread(lines, "lister").start();
        try {
            return lines.get(GRACE_SECONDS, TimeUnit.SECONDS).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > names.column())
                    .map(words -> words[names.column()])
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The tool's program with some arguments: the subcommand first, then the catalogue. */
    private List<String> program(List<String> words) {
        List<String> all = new ArrayList<>(words);
        tool.catalogue()
                .ifPresent(
                        place ->
                                all.addAll(
                                        1,
                                        List.of(
                                                "--catalogue",
                                                Launcher.place(Launcher.home(), place)
                                                        .toString())));
        return Launcher.tool(tool.jar(), all);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> all = new ArrayList<>(tool.subcommand());
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(program(all));
        if (session().isInteractive() || session().readsCommandsFromInput()) {
            builder.environment().put(TypedCommand.IN_SHELL, "1");
        }
        if (screen().isLive()) {
            builder.environment().put("COLUMNS", Integer.toString(screen().width()));
        }
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

    /** In a terminal, Ctrl-C has reached the tool too, which may have something to say yet. */
    private static void awaitLastWords(Process process) {
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static int statusOf(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            awaitLastWords(process);
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            throw e;
        }
    }
}
