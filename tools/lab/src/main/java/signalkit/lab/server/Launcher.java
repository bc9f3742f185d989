package signalkit.lab.server;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import signalkit.lab.LabException;
import signalkit.posix.Signal;

/**
 * Makes the command line of a server: where its jar is, and what protects it from its parent's
 * signals.
 */
public final class Launcher {
    /** The system property that names the project's folder. */
    public static final String HOME = "signalkit.home";

    /** What the user types before a command, if it is not {@code tools/kit}. */
    private static final String LAUNCHER = "signalkit.launcher";

    /** The system property with options for the JVM of each server, between spaces. */
    public static final String SERVER_JVM = "signalkit.server.jvm";

    /**
     * A child inherits ignored signals: INT below {@code &} of a script, HUP below nohup. Its JVM
     * would then never see them.
     */
    private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=INT,HUP");

    /** Ctrl-C reaches the terminal's whole process group, so a server needs one of its own. */
    private static final List<List<String>> OWN_GROUP =
            List.of(List.of("setsid"), List.of("perl", "-e", "setpgrp; exec @ARGV"));

    /** What native delivery needs: tools/native/README.md says why each part is there. */
    private static final List<String> BLOCKED_SIGNALS =
            List.of("env", "--block-signal=HUP,INT,QUIT,TERM,USR1,USR2", "_JAVA_SR_SIGNUM=16");

    private static final String BUILD = "build it with: mvn -DskipTests package";

    private static List<String> wrapper;

    private Launcher() {}

    /**
     * The command that starts a server.
     *
     * @param spec which one and how
     * @return program and arguments; the program replaces itself, so the pid is the server's
     */
    static List<String> command(ServerSpec spec) {
        List<String> command = new ArrayList<>(wrapper());
        for (Signal signal : spec.ignored()) {
            command.addAll(List.of("env", "--ignore-signal=" + signal));
        }
        boolean blocked = spec.isNative() && works(BLOCKED_SIGNALS);
        if (blocked) {
            command.addAll(BLOCKED_SIGNALS);
        }
        command.add(spec.java().java().toString());
        command.add("-XX:-CreateCoredumpOnCrash");
        if (blocked) {
            command.add("-Xrs");
        }
        if (spec.woven() || spec.sanitized()) {
            command.add(agent(spec));
        }
        command.addAll(spec.kind().jvmOptions());
        Stream.of(System.getProperty(SERVER_JVM, "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(spec.jvmOptions());
        command.addAll(program(spec));
        command.addAll(spec.options());
        command.add("--until-eof");
        return command;
    }

    private static List<String> program(ServerSpec spec) {
        if (!spec.fromClassPath()) {
            return List.of("-jar", jar(spec.kind()).toString());
        }
        // What the jar's manifest says for it.
        String access = "--enable-native-access=ALL-UNNAMED";
        String classes = System.getProperty("java.class.path");
        return List.of(access, "-cp", classes, spec.kind().mainClass());
    }

    private static String agent(ServerSpec spec) {
        List<String> parts = new ArrayList<>();
        if (spec.woven()) {
            parts.addAll(List.of("signalkit.echo.", "signalkit.event."));
        }
        if (spec.sanitized()) {
            parts.add("sanitize");
        }
        return "-javaagent:"
                + built("tools/weaver/target/signalkit-weaver.jar")
                + "="
                + String.join(",", parts);
    }

    private static synchronized List<String> wrapper() {
        if (wrapper == null) {
            List<String> chosen = new ArrayList<>();
            if (works(DEFAULT_SIGNALS)) {
                chosen.addAll(DEFAULT_SIGNALS);
            }
            OWN_GROUP.stream().filter(Launcher::works).findFirst().ifPresent(chosen::addAll);
            wrapper = chosen;
        }
        return wrapper;
    }

    private static boolean works(List<String> prefix) {
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        try {
            Process process =
                    new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The command that runs another program of the kit, which ends when this process does.
     *
     * @param place where the build puts its runnable jar, from the project's folder
     * @param arguments the program's own
     * @return program and arguments
     * @throws LabException when there is no such jar
     */
    public static List<String> tool(String place, List<String> arguments) {
        Path jar = built(place);
        List<String> command = new ArrayList<>();
        command.add(JavaHome.current().java().toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + HOME + "=" + home());
        String launcher = System.getProperty(LAUNCHER);
        if (launcher != null) {
            command.add("-D" + LAUNCHER + "=" + launcher);
        }
        // What the manifest grants holds only for java -jar.
        Attributes manifest = manifest(jar);
        inside("--add-exports", manifest.getValue("Add-Exports")).forEach(command::add);
        inside("--add-opens", manifest.getValue("Add-Opens")).forEach(command::add);
        command.add("-cp");
        command.add(jar + File.pathSeparator + ownPlace());
        command.add(ToolMain.class.getName());
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(manifest.getValue(Attributes.Name.MAIN_CLASS));
        command.addAll(arguments);
        return command;
    }

    private static List<String> inside(String option, String packages) {
        return packages == null || packages.isBlank()
                ? List.of()
                : List.of(option, packages + "=ALL-UNNAMED");
    }

    private static Attributes manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw LabException.failed(jar + " cannot be read; " + BUILD);
        }
    }

    private static Path jar(ServerKind kind) {
        return built(kind.module() + "/target/" + kind.module() + ".jar");
    }

    private static Path built(String place) {
        return built(home(), place);
    }

    /**
     * Where a jar that the build makes is: a release has all of them in one folder.
     *
     * @param home the project's folder, or a release
     * @param place where the build puts it, from there
     * @return its path, whether or not there is such a file
     */
    public static Path place(Path home, String place) {
        Path released = home.resolve("jars").resolve(Path.of(place).getFileName());
        return Files.exists(released) ? released : home.resolve(place);
    }

    /**
     * A jar that the build makes.
     *
     * @param home the project's folder
     * @param place where the build puts it, from there
     * @return its path
     * @throws LabException when there is none
     */
    public static Path built(Path home, String place) {
        Path jar = place(home, place);
        if (!Files.isRegularFile(jar)) {
            throw LabException.failed("there is no " + jar + "; " + BUILD);
        }
        return jar;
    }

    /**
     * The project's folder: named by {@link #HOME}, or found from where this class lies.
     *
     * @return an absolute path
     */
    public static Path home() {
        String given = System.getProperty(HOME);
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        return ownPlace().getParent().resolve("../../..").normalize();
    }

    /** The jar or the folder that this class lies in. */
    private static Path ownPlace() {
        CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw LabException.failed(
                    "cannot find the servers; name the project's folder with -D" + HOME + "=…");
        }
    }
}
