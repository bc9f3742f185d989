package signalkit.explorer.cli;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import signalkit.explorer.Catalogue;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.view.Sources;

/** Options that say what code a command is about: a server's, or a learner's. */
final class Subject {
    /** What can stand after {@code --on}, for help and completion. */
    static final class Sides implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.SIDES.iterator();
        }
    }

    /** The side that is meant when none is named. */
    static final String USUAL = "unsafe";

    @Option(
            names = "--on",
            paramLabel = "SIDE",
            completionCandidates = Sides.class,
            description = {
                "One of ${COMPLETION-CANDIDATES}. Default: "
                        + USUAL
                        + ", with the queue that shows the defect best.",
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
                    "With --class-path: packages (a.b.) and classes (a.b.C) whose steps are"
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

    private static Path home() {
        return Path.of(System.getProperty("signalkit.home", "")).toAbsolutePath();
    }

    /** Opens the catalogue of a side; a ScenarioException's message is for people. */
    static Catalogue catalogue(String side) {
        return Catalogue.open(home(), side);
    }

    private String onOr(String other) {
        return on != null ? on : other;
    }

    /** The code to explore. */
    ScenarioCode explored(String scenario) {
        if (on != null && classPath != null) {
            throw usage("--on and --class-path exclude each other; leave one of them out");
        }
        return code(scenario, onOr(USUAL));
    }

    /** The code that an id was found on. */
    ScenarioCode origin(Id id) {
        if (classPath != null && id.side().isPresent()) {
            throw usage("«" + id + "» is of a server, not of your code; leave --class-path out");
        }
        return code(id.scenario(), id.side().orElse(USUAL));
    }

    /** Whether {@code --on} names other code than an id was found on. */
    boolean isElsewhere(Id id) {
        return !onOr(own(id)).equals(own(id));
    }

    /** The code to show an id on. */
    ScenarioCode target(Id id) {
        return classPath != null
                ? ownCode(onOr(id.scenario()))
                : code(id.scenario(), onOr(own(id)));
    }

    /** What {@code --on} would name the code that an id was found on. */
    private String own(Id id) {
        return classPath != null ? id.scenario() : id.side().orElse(USUAL);
    }

    private ScenarioCode code(String scenario, String side) {
        return classPath != null ? ownCode(scenario) : catalogue(side).find(scenario);
    }

    private ScenarioCode ownCode(String scenario) {
        List<Path> places =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw usage(place + " does not exist; name jars and folders of classes");
            }
        }
        return weave == null
                ? new ScenarioCode(scenario, loader(places))
                : new ScenarioCode(scenario, loader(places), weave);
    }

    /** The source of what is explored: the server's, then the event loop's; or the learner's. */
    Sources sources() {
        return sourcesOf(onOr(USUAL));
    }

    /** The source of what an id is shown on. */
    Sources sources(Id id) {
        return sourcesOf(onOr(own(id)));
    }

    private Sources sourcesOf(String side) {
        if (classPath == null) {
            String server = side.equals("safe") ? "echo-safe" : "echo-unsafe";
            return new Sources(
                    List.of(home().resolve(server + "/src"), home().resolve("tools/event/src")));
        }
        return source == null ? Sources.NONE : new Sources(List.of(source));
    }

    /** How ids of {@code explore} name what they are about. */
    Id id(String scenario, Schedule schedule) {
        Optional<String> side = classPath == null ? Optional.of(onOr(USUAL)) : Optional.empty();
        return new Id(scenario, side, schedule);
    }

    /** The options that a command needs to find this code again; begins with a blank if any. */
    String options() {
        StringBuilder text = new StringBuilder();
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
