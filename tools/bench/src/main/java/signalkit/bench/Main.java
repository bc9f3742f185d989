package signalkit.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.bench.signals.SignalsCommand;
import signalkit.cli.CtrlC;
import signalkit.cli.FileReason;
import signalkit.cli.HelpPage;
import signalkit.cli.UsageError;
import signalkit.cli.Window;
import signalkit.lab.LabException;
import signalkit.lab.server.Launcher;

/** The command line of the benchmark. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        subcommands = SignalsCommand.class,
        description = "Measures echo servers side by side, in turn, on this machine.",
        footer = {
            "",
            "Exit status: 0 measured; 1 a server failed, by a wrong byte for example; 2 bad usage.",
            "To measure how signals are taken: bench signals --help",
            "Example: bench --peer 'loop=./bare loop' --reference loop closed:8x64 churn:8x64"
        })
final class Main implements Callable<Integer> {
    static final int FAILED = 1;
    static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final List<String> USUAL_SERVERS =
            List.of(
                    "per-worker=echo-safe --loops per-worker --workers 1",
                    "echo-safe=echo-safe --workers 8",
                    "echo-unsafe=echo-unsafe --workers 8",
                    "netty");

    @Parameters(
            paramLabel = "WORKLOAD",
            description =
                    "MODE:CONNECTIONSxBYTES, where MODE is closed, open, idle, churn or term."
                            + " Default: from closed:1x64 to churn:8x64.")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            description =
                    "[NAME=]echo-safe, echo-unsafe or netty, with options; may be repeated. Words"
                            + " before it are a command that runs it, such as chrt --batch 0."
                            + " Default: each of them, and echo-safe with one loop for all.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description =
                    "[NAME=]COMMAND of another server, which takes its port from the variable PORT,"
                            + " or as $PORT in the command; may be repeated.")
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--reference",
            paramLabel = "NAME",
            description = "Ratios are to this one. Default: the first peer, else the first server.")
    private String reference;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: 5.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Measured in each round. Default: 1.")
    private double seconds;

    @Option(
            names = "--warm",
            paramLabel = "S",
            defaultValue = "0.3",
            description = "Not measured, before each round. Default: 0.3.")
    private double warm;

    @Option(
            names = "--first",
            paramLabel = "S",
            defaultValue = "3",
            description = "Rounds not measured, after each start of a server. Default: 3.")
    private double first;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second in an open loop. Default: see --load.")
    private double rate;

    @Option(
            names = "--load",
            paramLabel = "PART",
            defaultValue = "0.5",
            description =
                    "Rate of an open loop: this part of what the reference does. Default: 0.5.")
    private double load;

    @Option(
            names = "--client-work",
            paramLabel = "US",
            defaultValue = "0",
            description =
                    "Processor time that a client spends on each echo, in microseconds, before it"
                            + " goes on. Default: 0.")
    private double clientWork;

    @Option(
            names = "--calm",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Wait up to S seconds for each round until other processes use less than 10 %%"
                            + " of the processors, and repeat it when they use more meanwhile.")
    private double calm;

    @Option(
            names = "--java",
            paramLabel = "HOME",
            description = "Run the servers on this JDK. Default: the one that runs this.")
    private Path java = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the JVMs of the servers, such as --jvm-option=-Xmx512m.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write all rounds as JSON; -: print.")
    private String json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a chart of the throughput.")
    private Path svg;

    @Option(names = "--quiet", description = "Do not tell the progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) throws Exception {
        CtrlC.runAndExit(() -> execute(Window.out(), Window.err(), arguments));
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main()).setOut(out).setErr(err);
        line.setParameterExceptionHandler(Main::badUsage);
        HelpPage.fit(line);
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bench.Plan plan = plan();
        requireFile("--json", json == null || json.equals("-") ? null : Path.of(json));
        requireFile("--svg", svg);
        Results results = results();
        Bench bench = new Bench(plan, results, this::tell);
        announce(bench.length());
        boolean interrupted = false;
        try {
            bench.run();
        } catch (InterruptedException e) {
            // What was measured until Ctrl-C is worth a look.
            interrupted = true;
        }
        tell("");
        PrintWriter out = spec.commandLine().getOut();
        if (json != null && json.equals("-")) {
            out.println(Json.of(results));
        } else {
            out.print(new TextTable(results, Window.now().width()));
            if (json != null) {
                write(Path.of(json), Json.of(results));
            }
        }
        if (svg != null) {
            write(svg, Plot.of(results));
        }
        out.flush();
        if (interrupted) {
            spec.commandLine().getErr().println("interrupted: the rounds so far are above");
            return INTERRUPTED;
        }
        return report(results);
    }

    private Bench.Plan plan() {
        require(rounds >= 1 && rounds <= 1000, "--rounds", "1 to 1000");
        require(seconds >= 0.01 && seconds <= 3600, "--seconds", "0.01 to 3600");
        require(warm >= 0 && warm <= 3600, "--warm", "0 to 3600");
        require(first >= 0 && first <= 3600, "--first", "0 to 3600");
        require(rate >= 0 && rate <= 10_000_000, "--rate", "1 to 10000000");
        require(clientWork >= 0 && clientWork <= 1_000_000, "--client-work", "0 to 1000000");
        require(calm >= 0 && calm <= 3600, "--calm", "0 to 3600");
        require(load > 0 && load <= 10, "--load", "0.01 to 10");
        if (!Files.isExecutable(java())) {
            throw new ParameterException(
                    spec.commandLine(), "--java " + java + " is no JDK: it has no bin/java");
        }
        return new Bench.Plan(
                rounds,
                duration(first),
                duration(warm),
                duration(seconds),
                rate,
                load,
                duration(clientWork / 1e6),
                duration(calm));
    }

    private Results results() {
        try {
            List<Contender> contenders = new ArrayList<>();
            for (String server : servers.isEmpty() ? USUAL_SERVERS : servers) {
                contenders.add(Contender.known(server, command(), Launcher.home()));
            }
            peers.forEach(peer -> contenders.add(Contender.peer(peer)));
            List<Workload> chosen =
                    (workloads.isEmpty() ? Workload.USUAL : workloads)
                            .stream().map(Workload::parse).distinct().toList();
            return new Results(chosen, contenders, reference(contenders));
        } catch (LabException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Contender reference(List<Contender> contenders) {
        Set<String> names = contenders.stream().map(Contender::name).collect(Collectors.toSet());
        if (names.size() < contenders.size()) {
            throw LabException.usage("two servers have one name; write --on NAME=SERVER");
        }
        if (reference == null) {
            return contenders.get(peers.isEmpty() ? 0 : contenders.size() - peers.size());
        }
        return contenders.stream()
                .filter(contender -> contender.name().equals(reference))
                .findFirst()
                .orElseThrow(
                        () ->
                                LabException.usage(
                                        "--reference '"
                                                + reference
                                                + "' is none of "
                                                + String.join(", ", names)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        return command;
    }

    private Path java() {
        return java.resolve("bin").resolve("java");
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private void require(boolean valid, String option, String range) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), option + " is out of range: " + range);
        }
    }

    /** Looks before the bench measures for minutes. */
    private void requireFile(String option, Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option
                                + ": cannot write '"
                                + file
                                + "'; name a file in a folder that exists");
            }
        }
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "cannot write " + file + ": " + FileReason.of(e));
        }
    }

    private void announce(Duration length) {
        if (!quiet && length.compareTo(LONG) > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "takes about %d:%02d min; Ctrl-C ends it and shows the rounds so far%n",
                            length.toMinutes(), length.toSecondsPart());
        }
    }

    /** Progress on one line of a terminal; nothing when nobody looks. */
    private void tell(String what) {
        Window window = Window.now();
        if (!quiet && window.isThere()) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("\r\033[K" + what.substring(0, Math.min(what.length(), window.width() - 1)));
            err.flush();
        }
    }

    /** A server that serves too few at once is left out; one that echoes badly fails the run. */
    private int report(Results results) {
        int status = 0;
        for (var failure : results.failures().entrySet()) {
            Results.Cell cell = failure.getKey();
            if (cell.contender().canServe(cell.workload())) {
                status = FAILED;
                spec.commandLine()
                        .getErr()
                        .println(
                                "error: "
                                        + cell.contender().name()
                                        + " under "
                                        + cell.workload()
                                        + ": "
                                        + failure.getValue());
            }
        }
        return status;
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        error.getCommandLine().getErr().println(UsageError.line(error, "bench --help"));
        return USAGE;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"bench " + (version == null ? "(not packaged)" : version)};
        }
    }
}
