package signalkit.rules;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.cli.UsageError;
import signalkit.cli.Window;
import signalkit.rules.bytecode.Program;

/** {@code kit rules}: checks the handlers in jars and class folders, without running them. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = {
            "Check what the signal handlers in compiled code may reach.",
            "Exit status: 0 nothing found, 1 violations or no handler at all, 2 bad usage."
        })
public final class RulesCommand implements Callable<Integer> {
    private static final int FINDINGS = 1;
    private static final int USAGE = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "CLASSPATH|JAR",
            description =
                    "Jars and folders of classes, apart or joined as a class path. The jars that a"
                            + " manifest names are read, too.")
    private List<String> places;

    @Option(names = "--strict", description = "Object to allocation, halt and unpark as well.")
    private boolean strict;

    @Option(
            names = "--allow-stored",
            description = "Let a handler store a function that it must not call.")
    private boolean allowStored;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    // Those that were read, since several may name the same library:
    private final Set<Path> jars = new HashSet<>();

    /**
     * Runs the command alone, and ends the JVM with its status.
     *
     * @param arguments as after {@code kit rules}
     */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new RulesCommand())
                        .setOut(Window.out())
                        .setErr(Window.err())
                        .setParameterExceptionHandler(RulesCommand::badUsage)
                        .execute(arguments));
    }

    private static int badUsage(ParameterException error, String[] arguments) {
        PrintWriter err = error.getCommandLine().getErr();
        err.println(UsageError.line(error, "rules --help"));
        return USAGE;
    }

    @Override
    public Integer call() {
        List<byte[]> files = new ArrayList<>();
        for (String classPath : places) {
            for (String place : classPath.split(File.pathSeparator)) {
                read(Path.of(place), files);
            }
        }
        if (files.isEmpty()) {
            throw usage(
                    String.join(" ", places)
                            + " holds no classes; name a jar or a folder of classes");
        }
        Profile profile = strict ? Profile.STRICT : Profile.LOCK_FREE;
        profile = allowStored ? profile.allowingStoredFunctions() : profile;
        Analysis analysis = new Analysis(new Program(files), profile.countsStoredFunctions());
        Report report = new Report(analysis, profile, files.size());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            report.writeJson(out);
        } else {
            report.writeText(out);
        }
        out.flush();
        return report.isClean() ? 0 : FINDINGS;
    }

    private void read(Path place, List<byte[]> files) {
        try {
            if (Files.isDirectory(place)) {
                readFolder(place, files);
            } else if (Files.isRegularFile(place)) {
                readJar(place, files);
            } else {
                throw usage(place + " does not exist; name a jar or a folder of classes");
            }
        } catch (ZipException e) {
            throw usage(place + " is not a jar; name a jar or a folder of classes");
        } catch (IOException e) {
            throw usage("cannot read " + place + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private static void readFolder(Path folder, List<byte[]> files) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(RulesCommand::isClass).sorted().toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
    }

    /** Reads a jar and those that its manifest names, which the JVM would load with it. */
    private void readJar(Path path, List<byte[]> files) throws IOException {
        if (!jars.add(path.toRealPath())) {
            return;
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (isClass(Path.of(entry.getName())) && !entry.getName().startsWith("META-INF")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.add(in.readAllBytes());
                    }
                }
            }
            for (Path library : libraries(path, jar.getManifest())) {
                if (Files.exists(library)) {
                    read(library, files);
                } else {
                    PrintWriter err = spec.commandLine().getErr();
                    err.println(
                            "warning: "
                                    + library
                                    + ", which the manifest of "
                                    + path
                                    + " names, does not exist; its classes are not looked at");
                }
            }
        }
    }

    private static List<Path> libraries(Path path, Manifest manifest) {
        String names =
                manifest == null
                        ? null
                        : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return names == null
                ? List.of()
                : Stream.of(names.trim().split(" +"))
                        .map(path.toAbsolutePath().toUri()::resolve)
                        .filter(uri -> "file".equals(uri.getScheme()))
                        .map(Path::of)
                        .toList();
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }
}
