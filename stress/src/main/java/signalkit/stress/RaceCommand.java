package signalkit.stress;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            "          race run lost-job order --time 200ms"
        })
final class RaceCommand implements Runnable {
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
        throw new ParameterException(spec.commandLine(), "say what: list, show or run");
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
                            defaultValue = "1s",
                            description =
                                    "How long each test runs in each configuration, such as 200ms"
                                            + " or 2s. Default: ${DEFAULT-VALUE}.")
                    String time,
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
        Duration each = duration(time);
        writable(folder);
        Jcstress.Results results;
        try (RaceProgress progress = new RaceProgress()) {
            results = new Jcstress(folder).run(Race.pattern(races), each, full, progress::note);
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
        Path page = folder.resolve("races.html");
        Files.writeString(page, RacePage.of(races, results, platform(), "index.html"));
        if (json) {
            out().println(new GsonBuilder().create().toJson(RaceReport.rows(races, results)));
        } else {
            races.forEach(race -> report().print(race, results));
            out().println("page: " + page.toAbsolutePath().toUri());
        }
        return results.status() == 0 ? 0 : 1;
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
                "no race is called " + name + "; " + Spelling.remedy(name, known));
    }

    private Duration duration(String text) {
        String number = text.replaceFirst("m?s$", "");
        try {
            long amount = Long.parseLong(number);
            Duration time =
                    text.endsWith("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
            if (!text.equals(number)
                    && time.compareTo(Duration.ofMillis(1)) >= 0
                    && time.compareTo(Duration.ofHours(1)) <= 0) {
                return time;
            }
        } catch (NumberFormatException e) {
            // As any other text that is no time.
        }
        throw new ParameterException(
                spec.commandLine(), "--time " + text + " is no time from 1ms to 3600s");
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
