package signalkit.stress;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jcstress.infra.TestInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import signalkit.cli.Spelling;
import signalkit.cli.TypedCommand;
import signalkit.cli.Window;

/** Lists the races, says what each one claims, and runs them on both servers. */
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RaceCommand.Version.class,
        sortOptions = false,
        description = "Lets jcstress run the races of both servers on this machine.",
        footer = {
            "The exit status is 0 when nothing forbidden was seen, 1 when something was, 2 when"
                    + " the command is wrong.",
            "Examples: race list",
            "          race run lost-job order --time 200ms",
            "          race run --budget 2m",
            "          race run --json > here.json",
            "          race merge here.json there.json"
        })
final class RaceCommand implements Runnable {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    @Spec private CommandSpec spec;

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RaceCommand.class.getPackage().getImplementationVersion();
            return new String[] {"race " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, run or merge");
    }

    @Command(name = "list", description = "The races, and what each one claims.")
    int list() {
        Race.all().stream().filter(Race::isPair).forEach(report()::line);
        return 0;
    }

    @Command(name = "show", description = "What may be seen in a race, on each server.")
    int show(@Parameters(paramLabel = "NAME", description = "A name or number.") String name) {
        Race race = find(name);
        report().claims(race);
        out().println("run it with: " + TypedCommand.of("race run " + race.name()));
        return 0;
    }

    @Command(name = "run", description = "Runs races on both servers and counts what is seen.")
    int run(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "NAME",
                            description = "Names or numbers. Default: all.")
                    List<String> names,
            @Option(
                            names = "--time",
                            paramLabel = "TIME",
                            description =
                                    "How long each test runs in each configuration, such as 200ms"
                                            + " or 2s. Default: 1s.")
                    String time,
            @Option(
                            names = "--budget",
                            paramLabel = "TIME",
                            description =
                                    "How long all tests run together, such as 30s or 2m, in place"
                                            + " of --time. Each one gets the same share.")
                    String budget,
            @Option(
                            names = "--full",
                            description = "Every configuration that jcstress has; takes long.")
                    boolean full,
            @Option(
                            names = "--report",
                            paramLabel = "FOLDER",
                            description =
                                    "Where the HTML report goes. Default: stress/target/race.")
                    Path report,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException, InterruptedException {
        List<Race> races = chosen(names == null ? List.of() : names);
        Path folder = report == null ? home().resolve("stress/target/race") : report;
        if (time != null && budget != null) {
            throw new ParameterException(spec.commandLine(), "give --time or --budget, not both");
        }
        Duration each = duration("--time", time == null ? "1s" : time);
        Duration whole = budget == null ? null : duration("--budget", budget);
        writable(folder);
        announce(races.stream().mapToInt(race -> race.tests().size()).sum(), each, whole, full);
        Jcstress.Results results;
        try (RaceProgress progress = new RaceProgress()) {
            RaceRounds rounds = new RaceRounds(new Jcstress(folder), races, full, progress::note);
            results = whole == null ? rounds.run(each) : rounds.within(whole);
        }
        for (String error : results.errors()) {
            spec.commandLine().getErr().println("error: jcstress could not run " + error);
        }
        for (Race race : races) {
            for (TestInfo test : race.tests().values()) {
                if (results.of(test).isEmpty()) {
                    throw new IOException("jcstress ended before it had run " + test.name());
                }
            }
        }
        return show(races, results, platform(), folder, "index.html", json);
    }

    @Command(name = "merge", description = "Adds up what runs on several machines have seen.")
    int merge(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "FILE",
                            description = "What race run --json printed, on any machine.")
                    List<Path> files,
            @Option(
                            names = "--report",
                            paramLabel = "FOLDER",
                            description =
                                    "Where the HTML page goes. Default: stress/target/race-merged.")
                    Path report,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        Path folder = report == null ? home().resolve("stress/target/race-merged") : report;
        List<String> machines = new ArrayList<>();
        Jcstress.Results results;
        try {
            results = RaceFile.sum(files, machines);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no file " + e.getMessage() + "; make one with race run --json");
        }
        writable(folder);
        List<Race> races =
                Race.all().stream()
                        .filter(
                                race ->
                                        race.tests().values().stream()
                                                .anyMatch(test -> !results.of(test).isEmpty()))
                        .toList();
        return show(races, results, String.join("; ", machines), folder, "", json);
    }

    private int show(
            List<Race> races,
            Jcstress.Results results,
            String machine,
            Path folder,
            String stock,
            boolean json)
            throws IOException {
        Path page = folder.resolve("races.html");
        Files.writeString(page, RacePage.of(races, results, machine, stock));
        if (json) {
            out().println(RaceFile.of(races, results, machine));
        } else {
            races.forEach(race -> report().print(race, results));
            out().println("page: " + page.toAbsolutePath().toUri());
        }
        return results.status() == 0 ? 0 : 1;
    }

    /** To standard error, where JSON is not disturbed. */
    private void announce(int tests, Duration each, Duration whole, boolean full) {
        String time =
                whole != null
                        ? ", within about " + words(whole)
                        : ", "
                                + words(each)
                                + (full ? " in each of many configurations" : " each")
                                + ", and each starts a JVM of its own: more than "
                                + words(each.multipliedBy(tests));
        spec.commandLine().getErr().println(tests + " tests" + time);
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static String platform() {
        return String.format(
                "%s %s, %d processors, Java %s",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private List<Race> chosen(List<String> names) {
        if (names.isEmpty()) {
            return Race.all().stream().filter(Race::isPair).toList();
        }
        return names.stream().map(this::find).distinct().toList();
    }

    private Race find(String name) {
        for (Race race : Race.all()) {
            if (race.name().equals(name) || Integer.toString(race.number()).equals(name)) {
                return race;
            }
        }
        List<String> known = Race.all().stream().filter(Race::isPair).map(Race::name).toList();
        throw new ParameterException(
                spec.commandLine(),
                "no race is called " + Spelling.named(name) + "; " + Spelling.remedy(name, known));
    }

    private Duration duration(String option, String text) {
        Matcher found = DURATION.matcher(text);
        if (found.matches()) {
            Duration time = Duration.of(Long.parseLong(found.group(1)), unit(found.group(2)));
            if (!time.isZero() && time.compareTo(Duration.ofHours(1)) <= 0) {
                return time;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                option + " " + text + " is no time from 1ms to 60m, such as 200ms, 2s or 5m");
    }

    private static ChronoUnit unit(String letters) {
        return switch (letters) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            default -> ChronoUnit.MINUTES;
        };
    }

    private void writable(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            // What follows says so.
        }
        if (!Files.isWritable(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no report can be written to "
                            + folder
                            + "; name another"
                            + " folder with --report");
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("signalkit.home", "."));
    }

    private RaceReport report() {
        return new RaceReport(out(), Window.now().width());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
