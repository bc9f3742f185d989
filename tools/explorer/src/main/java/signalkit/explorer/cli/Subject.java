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

    private static final String USUAL = "unsafe";

    @Option(
            names = "--on",
            paramLabel = "SIDE",
            completionCandidates = Sides.class,
            description = {
                "One of ${COMPLETION-CANDIDATES}. Default: "
                        + USUAL
                        + ", with the queue that shows the defect best."
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
                            + " explored. Default: the scenario's package.")
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

    private String side(Optional<String> preferred) {
        return on != null ? on : preferred.orElse(USUAL);
    }

    /** The code of a scenario; the id's own side counts when {@code --on} is not there. */
    ScenarioCode code(String scenario, Optional<String> preferred) {
        return classPath != null ? ownCode(scenario) : catalogue(side(preferred)).find(scenario);
    }

    private ScenarioCode ownCode(String scenario) {
        if (on != null) {
            throw usage("--on and --class-path exclude each other; leave one of them out");
        }
        List<Path> places =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw usage(place + " does not exist; name jars and folders of classes");
            }
        }
        int end = scenario.lastIndexOf('.') + 1;
        String woven = weave != null ? weave : end == 0 ? scenario : scenario.substring(0, end);
        return new ScenarioCode(scenario, loader(places), woven);
    }

    /** The server's source, then the event loop's; or the learner's own. */
    Sources sources(Optional<String> preferred) {
        if (classPath == null) {
            String server = side(preferred).equals("safe") ? "echo-safe" : "echo-unsafe";
            return new Sources(
                    List.of(home().resolve(server + "/src"), home().resolve("tools/event/src")));
        }
        return source == null ? Sources.NONE : new Sources(List.of(source));
    }

    /** How ids of this command name what they are about: {@code lost-job@safe}. */
    String label(String scenario, Optional<String> preferred) {
        return classPath == null ? scenario + "@" + side(preferred) : scenario;
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
