package signalkit.shell.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.shell.console.ShellException;

/** Makes the command line of a server: where its jar is, and what protects it from the shell. */
public final class Launcher {
    /** The system property that names the project's folder. */
    public static final String HOME = "signalkit.home";

    /**
     * A child inherits ignored signals: INT below {@code &} of a script, HUP below nohup. Its JVM
     * would then never see them.
     */
    private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=INT,HUP");

    /** Ctrl-C reaches the terminal's whole process group, so a server needs one of its own. */
    private static final List<List<String>> OWN_GROUP =
            List.of(List.of("setsid"), List.of("perl", "-e", "setpgrp; exec @ARGV"));

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
        command.add(spec.java().java().toString());
        command.add("-XX:-CreateCoredumpOnCrash");
        command.addAll(spec.kind().jvmOptions());
        command.addAll(spec.jvmOptions());
        command.add("-jar");
        command.add(jar(spec.kind()).toString());
        command.addAll(spec.options());
        command.add("--until-eof");
        return command;
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

    private static Path jar(ServerKind kind) {
        String place = kind.module() + "/target/" + kind.module() + ".jar";
        Path jar = home().resolve(place);
        if (!Files.isRegularFile(jar)) {
            throw ShellException.failed(
                    "there is no " + jar + "; build it with: mvn -DskipTests package");
        }
        return jar;
    }

    /** The project's folder: named by {@link #HOME}, or found from where this class lies. */
    private static Path home() {
        String given = System.getProperty(HOME);
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
        try {
            Path target = Path.of(source.getLocation().toURI()).getParent();
            return target.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw ShellException.failed(
                    "cannot find the servers; name the project's folder with -D" + HOME + "=…");
        }
    }
}
