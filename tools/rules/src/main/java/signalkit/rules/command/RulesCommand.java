package signalkit.rules.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.HelpPage;
import signalkit.cli.Pager;
import signalkit.cli.UsageError;
import signalkit.cli.Window;
import signalkit.rules.Analysis;
import signalkit.rules.Kind;
import signalkit.rules.Profile;
import signalkit.rules.bytecode.Program;

/** {@code kit rules}: checks the handlers in jars and class folders, without running them. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = {
            "Check what the signal handlers in compiled code may reach.",
            "Exit status: 0 nothing found, 1 violations or no handler at all, 2 bad usage, "
                    + "3 nothing found, but not everything could be read."
        })
public final class RulesCommand implements Callable<Integer> {
    /** How the text begins when nothing was checked because there is no handler. */
    public static final String NO_HANDLER = "no handler found: ";

    private static final int FINDINGS = 1;
    private static final int USAGE = 2;
    private static final int INCOMPLETE = 3;

    @Parameters(
            arity = "1..*",
            paramLabel = "CLASSPATH|JAR",
            description =
                    "Jars and folders of classes, apart or joined as a class path; lib/* for all"
                            + " jars of a folder. The jars that a manifest names are read, too.")
    private List<String> places;

    @Option(names = "--strict", description = "Object to allocation, halt and unpark as well.")
    private boolean strict;

    @Option(
            names = "--allow-stored",
            description = "Let a handler store a function that it must not call.")
    private boolean allowStored;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--sarif", description = "Print a SARIF 2.1.0 log, as code scanners do.")
    private boolean sarif;

    @Option(
            names = "--rule",
            split = ",",
            paramLabel = "RULE",
            description = "Report only these rules: ${COMPLETION-CANDIDATES}.",
            completionCandidates = RuleIds.class)
    private List<String> rules = List.of();

    @Option(
            names = "--handler",
            paramLabel = "TEXT",
            description = "Report only handlers whose name contains this.")
    private String handler = "";

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "Report only what happens in code of this package.")
    private String packageName = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "12",
            description = "Print at most so many findings. Default: ${DEFAULT-VALUE}; 0 is all.")
    private int limit;

    @Option(
            names = "--aux",
            paramLabel = "CLASSPATH",
            description = "Libraries that the code extends and calls, but that are not checked.")
    private List<String> auxiliary = List.of();

    @Option(
            names = "--leaves",
            paramLabel = "FILE",
            description =
                    "Judge library methods by the rows of this file first; see docs/rules.md.")
    private Path leaves;

    @Option(
            names = "--registrars",
            paramLabel = "FILE",
            description = "Take these methods, too, for ones that register handlers.")
    private Path registrars;

    @Option(
            names = "--suppress",
            paramLabel = "FILE",
            description =
                    "Accept what the file lists: a fingerprint, or 'at METHOD' or 'at FILE:LINE',"
                            + " then ' # ' and the reason.")
    private Path suppress;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Report only what the file does not have, see --write-baseline.")
    private Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write the fingerprints of all findings, to report only new ones later.")
    private Path writeBaseline;

    @Spec private CommandSpec spec;

    /** Whether the window is the command's own, so that it may fill it with colours and pages. */
    private boolean isAlone;

    /** The ids of all rules, for the help. */
    static final class RuleIds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        RuleIds() {
            for (Kind kind : Kind.values()) {
                add(ViolationGroup.ruleId(kind));
            }
        }
    }

    /**
     * Runs the command alone, and ends the JVM with its status.
     *
     * @param arguments as after {@code kit rules}
     */
    public static void main(String[] arguments) {
        RulesCommand command = new RulesCommand();
        command.isAlone = true;
        System.exit(
                commandLine(command).setOut(Window.out()).setErr(Window.err()).execute(arguments));
    }

    /**
     * The command within another program, which decides where its text goes.
     *
     * @return with its own words for bad usage and for what goes wrong; it writes plain lines
     */
    public static CommandLine commandLine() {
        return commandLine(new RulesCommand());
    }

    private static CommandLine commandLine(RulesCommand command) {
        return HelpPage.fit(new CommandLine(command))
                .setParameterExceptionHandler(RulesCommand::badUsage)
                .setExecutionExceptionHandler((error, line, result) -> failed(line, error));
    }

    private static int failed(CommandLine line, Throwable error) {
        String reason =
                error instanceof IOException
                        ? String.valueOf(error.getMessage())
                        : "the rules have a defect (" + error + "); please report it";
        line.getErr().println("error: " + reason);
        return INCOMPLETE;
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        PrintWriter err = error.getCommandLine().getErr();
        err.println(UsageError.line(error, "rules --help"));
        return USAGE;
    }

    @Override
    public Integer call() throws IOException {
        Predicate<ViolationGroup> wanted = wanted();
        FindingFilter selection = new FindingFilter(wanted, suppressions(), limit);
        Analysis.OwnRows own = ownRows();
        Inputs inputs = new Inputs();
        try {
            for (String classPath : places) {
                inputs.readClassPath(classPath);
            }
        } catch (Inputs.BadPlace e) {
            throw usage(e.getMessage());
        }
        if (inputs.classes().isEmpty()) {
            throw usage(
                    String.join(" ", places)
                            + " holds no classes; name a jar or a folder of classes");
        }
        try (URLClassLoader libraries = libraries()) {
            Program program = new Program(inputs.classes(), libraries);
            return check(program, inputs, selection, own);
        } catch (StackOverflowError | OutOfMemoryError tooLarge) {
            String what = tooLarge instanceof OutOfMemoryError ? "memory (-Xmx)" : "stack (-Xss)";
            PrintWriter err = spec.commandLine().getErr();
            err.println("error: this code needs more " + what + " than the JVM has been given");
            return INCOMPLETE;
        }
    }

    private int check(Program program, Inputs inputs, FindingFilter selection, Analysis.OwnRows own)
            throws IOException {
        Profile profile = strict ? Profile.STRICT : Profile.LOCK_FREE;
        profile = allowStored ? profile.allowingStoredFunctions() : profile;
        PrintWriter out = spec.commandLine().getOut();
        Analysis analysis = new Analysis(program, profile.countsStoredFunctions(), own);
        Report report = new Report(analysis, profile, inputs.classes().size(), selection);
        if (writeBaseline != null) {
            List<String> lines =
                    report.findings().stream().map(ViolationGroup::fingerprint).toList();
            Files.write(writeBaseline, lines.stream().distinct().sorted().toList());
        }
        if (sarif) {
            Sarif.write(report.findings(), out);
        } else if (json) {
            report.writeJson(out);
        } else {
            writeText(report, out);
        }
        out.flush();
        List<String> missed = new ArrayList<>(inputs.warnings());
        program.unreadable().forEach(name -> missed.add(name + " cannot be read"));
        program.broken().forEach(bytes -> missed.add(inputs.name(bytes) + " cannot be read"));
        missed.forEach(text -> spec.commandLine().getErr().println("warning: " + text));
        if (report.findings().isEmpty() && !missed.isEmpty()) {
            return INCOMPLETE;
        }
        return report.isClean() ? 0 : FINDINGS;
    }

    private void writeText(Report report, PrintWriter out) {
        Window now = Window.now();
        if (isAlone) {
            Pager.show(out, pages -> report.writeText(pages, now));
        } else {
            report.writeText(out, new Window(false, now.width(), false, true));
        }
    }

    private Predicate<ViolationGroup> wanted() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String rule : rules) {
            try {
                kinds.add(Kind.valueOf(rule.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                throw usage(
                        rule + " is no rule; the rules are " + String.join(", ", new RuleIds()));
            }
        }
        if (limit < 0) {
            throw usage("--limit is " + limit + "; give a number of findings, or 0 for all");
        }
        return finding ->
                (kinds.isEmpty() || kinds.contains(finding.rule()))
                        && finding.nearest().handler().toString().contains(handler)
                        && finding.places().stream()
                                .anyMatch(
                                        v -> v.chain().get(v.chain().size() - 1).isIn(packageName));
    }

    private Analysis.OwnRows ownRows() {
        List<String> leafRows = new ArrayList<>();
        List<String> registrarRows = new ArrayList<>();
        eachRow(leaves, (row, place) -> leafRows.add(checked(row, place, true)));
        eachRow(registrars, (row, place) -> registrarRows.add(checked(row, place, false)));
        return new Analysis.OwnRows(leafRows, registrarRows);
    }

    private String checked(String row, String place, boolean isLeaf) {
        List<String> rows = List.of(row);
        try {
            new Analysis.OwnRows(isLeaf ? rows : List.of(), isLeaf ? List.of() : rows);
            return row;
        } catch (IllegalArgumentException e) {
            throw usage(place + ": " + e.getMessage());
        }
    }

    /** Reads a file's lines but comments, each with its place. */
    private void eachRow(Path file, BiConsumer<String, String> consumer) {
        int number = 0;
        for (String line : file == null ? List.<String>of() : lines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                consumer.accept(line, file + ":" + number);
            }
        }
    }

    private List<Suppression> suppressions() {
        List<Suppression> all = new ArrayList<>();
        eachRow(
                suppress,
                (line, place) -> {
                    try {
                        all.add(Suppression.of(line, place));
                    } catch (IllegalArgumentException e) {
                        throw usage(e.getMessage());
                    }
                });
        if (baseline != null) {
            for (String line : lines(baseline)) {
                all.add(new Suppression(line, "in the baseline", baseline.toString()));
            }
        }
        return all;
    }

    private List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw usage("cannot read " + file + "; name a text file");
        }
    }

    private URLClassLoader libraries() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String classPath : auxiliary) {
            for (String place : classPath.split(File.pathSeparator)) {
                try {
                    for (Path path : Inputs.paths(place)) {
                        urls.add(path.toUri().toURL());
                    }
                } catch (Inputs.BadPlace e) {
                    throw usage(e.getMessage());
                }
            }
        }
        ClassLoader own = RulesCommand.class.getClassLoader();
        return new URLClassLoader(urls.toArray(new URL[0]), own);
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
