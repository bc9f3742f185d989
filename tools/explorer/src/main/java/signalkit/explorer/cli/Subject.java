package signalkit.explorer.cli;

import java.io.File;
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
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.view.Sources;

/** Options that say what code a command is about: a server's, or a learner's. */
final class Subject {
    /** The targets of {@code --on}, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Target.values()).map(Target::toString).iterator();
        }
    }

    @Option(
            names = "--on",
            paramLabel = "TARGET",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}. Default: unsafe.")
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

    /** The target that was named, or the usual one. */
    Target target(Optional<String> preferred) {
        String name = on != null ? on : preferred.orElse(Target.UNSAFE.toString());
        return Target.of(name)
                .orElseThrow(
                        () ->
                                usage(
                                        "there is no target «"
                                                + name
                                                + "»; use one of "
                                                + String.join(", ", new Names())));
    }

    /** The code of a scenario; the id's own target counts when {@code --on} is not there. */
    ScenarioCode code(String scenario, Optional<String> preferred) {
        if (classPath != null) {
            return ownCode(scenario);
        }
        Target target = target(preferred);
        if (target.scenarios().isEmpty()) {
            throw usage(
                    "the scenarios of "
                            + target
                            + " are not built; run mvn package in the project's folder, or name"
                            + " another one with -Dsignalkit.home");
        }
        if (!target.scenarios().containsKey(scenario)) {
            throw usage(
                    "there is no scenario «"
                            + scenario
                            + "» on "
                            + target
                            + "; kit explore lists them");
        }
        return target.code(scenario);
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
        return new ScenarioCode(scenario, Target.loader(places), woven);
    }

    Sources sources(Optional<String> preferred) {
        if (classPath == null) {
            return target(preferred).sources();
        }
        return source == null ? Sources.NONE : new Sources(List.of(source));
    }

    /** How ids of this command name what they are about: {@code lost-job@safe}. */
    String label(String scenario, Optional<String> preferred) {
        return classPath == null ? scenario + "@" + target(preferred) : scenario;
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
