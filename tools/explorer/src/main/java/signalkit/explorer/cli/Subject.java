package signalkit.explorer.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.explorer.Catalogue;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Linearizability;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Schedule;
import signalkit.explorer.graph.GraphExport;
import signalkit.explorer.linear.CallPrograms;
import signalkit.explorer.view.Sources;

/** Options that say what code a command is about: a catalogue's, or a learner's. */
final class Subject {
    /** What can stand after {@code --on}, for help. */
    static final class Sides implements Iterable<String> {
        private static final List<String> UNKNOWN = List.of("the sides of a catalogue");

        private List<Path> catalogues = List.of();

        @Override
        public Iterator<String> iterator() {
            if (!catalogues.isEmpty()) {
                try {
                    return Catalogue.open(last(catalogues)).sides().iterator();
                } catch (ScenarioException e) {
                    // Help is for those who have not built it, too.
                }
            }
            return UNKNOWN.iterator();
        }
    }

    private List<Path> catalogues = List.of();

    private Catalogue catalogue;

    @Option(
            names = "--on",
            paramLabel = "SIDE",
            completionCandidates = Sides.class,
            description = {
                "One of: ${COMPLETION-CANDIDATES}.",
                "Default: the first, in the variant that shows the defect best.",
                "With replay and --class-path: another class."
            })
    private String on;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description =
                    "Jars and folders of your own code; SCENARIO is then the name of a class.")
    private String classPath;

    @Option(
            names = "--weave",
            paramLabel = "LIST",
            description =
                    "With --class-path: classes, and packages with a dot behind, whose steps are"
                            + " explored; the others are named, and there is no proof."
                            + " Default: all.")
    private String weave;

    @Option(
            names = "--source",
            paramLabel = "FOLDER",
            description = "With --class-path: where the source files are.")
    private Path source;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--catalogue",
            paramLabel = "PATH",
            description =
                    "The jar or folder that lists the scenarios; the last one counts. Default: the"
                            + " servers', as kit names it.")
    private void setCatalogues(List<Path> places) {
        catalogues = places;
        Iterable<String> sides = spec.findOption("--on").completionCandidates();
        ((Sides) sides).catalogues = places;
    }

    private static Path last(List<Path> places) {
        return places.get(places.size() - 1);
    }

    /** Opens the catalogue; a ScenarioException's message is for people. */
    Catalogue catalogue() {
        if (catalogues.isEmpty()) {
            throw usage("name a catalogue with --catalogue, or your own code with --class-path");
        }
        if (catalogue == null) {
            catalogue = Catalogue.open(last(catalogues));
        }
        return catalogue;
    }

    private String usualSide() {
        return catalogue().sides().get(0);
    }

    private String sideOf(Id id) {
        return id.side().orElseGet(this::usualSide);
    }

    /** The code to explore. */
    ScenarioCode explored(String scenario) {
        if (classPath == null) {
            return catalogue().find(scenario, on != null ? on : usualSide());
        }
        if (on != null) {
            throw usage("--on and --class-path exclude each other; leave one of them out");
        }
        return ownCode(scenario);
    }

    /** The code that an id was found on. */
    ScenarioCode origin(Id id) {
        if (classPath == null) {
            return catalogue().find(id.scenario(), sideOf(id));
        }
        if (id.side().filter(CallPrograms::isProgram).isPresent()) {
            return Linearizability.of(id.scenario(), ownLoader()).program(id.side().get());
        }
        if (id.side().isPresent()) {
            throw usage("'" + id + "' is of a server, not of your code; leave --class-path out");
        }
        return ownCode(id.scenario());
    }

    /** Where to look for the twin of what an id is shown on; empty for code of one's own. */
    Optional<String> twin(Id id) {
        return classPath == null
                ? catalogue().other(on != null ? on : sideOf(id))
                : Optional.empty();
    }

    /** A scenario on one side of the catalogue. */
    ScenarioCode onSide(Id id, String side) {
        return catalogue().find(id.scenario(), side);
    }

    /** Where the source of one side is. */
    Sources sourcesOf(String side) {
        Path home = Path.of(System.getProperty("signalkit.home", ""));
        return new Sources(catalogue().sources(side).stream().map(home::resolve).toList());
    }

    /** Whether {@code --on} names other code than an id was found on. */
    boolean isElsewhere(Id id) {
        return on != null && !on.equals(classPath == null ? sideOf(id) : id.scenario());
    }

    /** The code that {@code --on} names. */
    ScenarioCode elsewhere(Id id) {
        return classPath == null ? catalogue().find(id.scenario(), on) : ownCode(on);
    }

    private ScenarioCode ownCode(String scenario) {
        ScenarioCode code =
                weave == null
                        ? new ScenarioCode(scenario, ownLoader())
                        : new ScenarioCode(scenario, ownLoader(), weave);
        return code.named(scenario);
    }

    /** Finds the classes of the user's own code. */
    ClassLoader ownLoader() {
        if (classPath == null) {
            throw usage("name your own code with --class-path");
        }
        List<Path> places =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw usage(place + " does not exist; name jars and folders of classes");
            }
            if (!Files.isDirectory(place)) {
                requireJar(place);
            }
        }
        return loader(places);
    }

    private void requireJar(Path file) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            jar.size(); // It can be read.
        } catch (IOException e) {
            throw usage(file + " is not a jar; name jars and folders of classes");
        }
    }

    /** The source of what is explored. */
    Sources sources() {
        return classPath == null ? sourcesOf(on != null ? on : usualSide()) : ownSources();
    }

    /** What the file of a state graph says of a scenario. */
    GraphExport.About about(String scenario) {
        Id id = id(scenario, Schedule.PLAIN);
        Set<FindingKind> failing = EnumSet.of(FindingKind.DATA_RACE, FindingKind.UNBLOCKED_WAIT);
        return new GraphExport.About(scenario, id.side().orElse(null), failing, sources());
    }

    /** The source of what an id is shown on. */
    Sources sources(Id id) {
        return classPath == null ? sourcesOf(on != null ? on : sideOf(id)) : ownSources();
    }

    private Sources ownSources() {
        return source == null ? Sources.NONE : new Sources(List.of(source));
    }

    /** How ids of {@code explore} name what they are about. */
    Id id(String scenario, Schedule schedule) {
        Optional<String> side =
                classPath != null ? Optional.empty() : Optional.of(on != null ? on : usualSide());
        return new Id(scenario, side, schedule);
    }

    /** The options that a command needs to find this code again; begins with a blank if any. */
    String options() {
        StringBuilder text = new StringBuilder();
        if (catalogues.size() > 1) {
            // The first is kit's, which kit names again.
            add(text, "--catalogue", last(catalogues));
        }
        add(text, "--class-path", classPath);
        add(text, "--weave", weave);
        add(text, "--source", source);
        return text.toString();
    }

    private static void add(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(' ').append(name).append(' ').append(value);
        }
    }

    private static ClassLoader loader(List<Path> places) {
        URL[] urls = new URL[places.size()];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = places.get(i).toUri().toURL();
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
        return new URLClassLoader(urls, Subject.class.getClassLoader());
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
