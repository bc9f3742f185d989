package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A machine with one JDK, Maven and a project that was never built, for the tests of {@code
 * tools/kit}.
 *
 * <p>The launcher is the real one, in a project whose path has a space. The JDK and Maven are
 * scripts that write down how they were called.
 */
final class BareMachine implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("../kit").toAbsolutePath().normalize();
    private static final Path WRAPPER = Path.of("../../mvnw").toAbsolutePath().normalize();
    private static final String REGISTRY = "http://registry.example";
    private static final Path PROPERTIES = Path.of(".mvn/wrapper/maven-wrapper.properties");
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** All that the launcher may call, besides the JDK and Maven. */
    private static final String TOOLS =
            "basename cat chmod cp dirname find head ln mkdir mktemp mv readlink rm rmdir sed"
                    + " sha256sum sleep tail touch tr uname";

    /** Fetches from a folder instead of from {@link #REGISTRY}: {@code -f -L -o FILE URL}. */
    private static final String CURL =
            """
            for url; do :; done
            while [ "$1" != -o ]; do shift; done
            cat "$MACHINE/registry${url#http://registry.example}" >"$2" || exit 22
            """;

    /** Writes what a build writes, unless {@code broken}, but not before {@code gate} is there. */
    private static final String MAVEN =
            """
            if [ "$1" = -version ]; then
                echo "Apache Maven $(cat "$MACHINE/maven-version")"
                exit
            fi
            echo "$*" >>"$MACHINE/builds"
            echo '[INFO] Building signalkit posix 0.1.0-SNAPSHOT          [3/7]'
            until [ -e "$MACHINE/gate" ]; do sleep 0.01; done
            if [ -e "$MACHINE/broken" ]; then
                echo '[ERROR] Kit.java: no such class'
                exit 1
            fi
            for jar in tools/shell/target/signalkit-shell echo-unsafe/target/echo-unsafe \
                echo-safe/target/echo-safe; do
                mkdir -p "${jar%/*}/lib" && echo jar >"$jar.jar"
            done
            """;

    /** Writes down its arguments, and ends with the status that the last one names. */
    private static final String JAVA =
            """
            printf '<%s>' "$@" >"$MACHINE/java-arguments"
            for last; do :; done
            case $last in status-*) exit "${last#status-}" ;; esac
            """;

    private final Path root;
    private final List<Process> started = new ArrayList<>();

    BareMachine(Path folder) throws IOException {
        root = folder.toRealPath();
        Files.createDirectories(path("tools"));
        for (String tool : TOOLS.split(" ")) {
            write(path("tools").resolve(tool), "exec " + onPath(tool) + " \"$@\"\n");
        }
        addMaven("3.8.7");
        Files.createFile(path("gate"));
        addJdk("jdk-17", "17.0.15");
        for (String part :
                List.of("tools/posix/src/main/java", ".mvn", "echo-unsafe", "echo-safe")) {
            Files.createDirectories(project().resolve(part));
        }
        for (String source : List.of("pom.xml", "tools/posix/src/main/java/Signal.java")) {
            Files.createFile(project().resolve(source));
        }
        Files.copy(LAUNCHER, launcher());
        Files.copy(WRAPPER, project().resolve("mvnw"));
        Files.createDirectories(project().resolve(PROPERTIES).getParent());
        Files.copy(WRAPPER.resolveSibling(PROPERTIES), project().resolve(PROPERTIES));
        write(path("tools/curl"), CURL);
    }

    /**
     * Lets the registry have a Maven where the project's wrapper looks for it.
     *
     * @return its SHA-256 checksum
     */
    String publishMaven() throws Exception {
        Properties wrapper = new Properties();
        try (Reader file = Files.newBufferedReader(project().resolve(PROPERTIES))) {
            wrapper.load(file);
        }
        String url = wrapper.getProperty("distributionUrl");
        Path zip = path("registry" + url.substring(url.indexOf("?") + 1));
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            String folder = zip.getFileName().toString().replace("-bin.zip", "");
            entries.putNextEntry(new ZipEntry(folder + "/bin/mvn"));
            entries.write(("#!/bin/sh\n" + MAVEN).getBytes(StandardCharsets.UTF_8));
        }
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));
        return HexFormat.of().formatHex(sum);
    }

    /** Lets the project's wrapper expect a Maven with another checksum. */
    void expectMaven(String checksum) throws IOException {
        Path file = project().resolve(PROPERTIES);
        Files.writeString(
                file,
                Files.readString(file).replaceAll("(distributionSha256Sum)=.*", "$1=" + checksum));
    }

    /** How a run of the launcher ended, and all that it printed. */
    record Run(int status, String output) {
        boolean has(String text) {
            return output.contains(text);
        }

        long lines() {
            return output.lines().count();
        }
    }

    Path path(String file) {
        return root.resolve(file);
    }

    Path project() {
        return root.resolve("a project");
    }

    Path launcher() {
        return project().resolve("tools/kit");
    }

    /** Runs the launcher to its end. */
    Run kit(String... arguments) throws Exception {
        return end(start(launcher(), List.of(), arguments));
    }

    /** Starts the launcher, by any path to it, with variables {@code NAME=VALUE} added. */
    Process start(Path command, List<String> variables, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).directory(root.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path("tools").toString());
        builder.environment().put("KIT_JDKS", path("jdks").toString());
        builder.environment().put("MACHINE", root.toString());
        builder.environment().put("HOME", path("home").toString());
        builder.environment().put("MVNW_REPOURL", REGISTRY);
        for (String variable : variables) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Waits for the launcher's end; fails with the names of its children when there is none. */
    static Run end(Process process) throws Exception {
        CompletableFuture<String> output =
                CompletableFuture.supplyAsync(
                        () -> String.join("\n", process.inputReader().lines().toList()));
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            fail("still there: " + process.descendants().map(ProcessHandle::info).toList());
        }
        return new Run(process.exitValue(), output.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
    }

    static void await(BooleanSupplier condition, String otherwise) {
        Instant end = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), otherwise);
            Thread.onSpinWait();
        }
    }

    /** How many builds were begun. */
    long builds() throws IOException {
        return Files.exists(path("builds")) ? Files.readAllLines(path("builds")).size() : 0;
    }

    /** What Maven was called with last. */
    String lastBuild() throws IOException {
        List<String> all = Files.readAllLines(path("builds"));
        return all.get(all.size() - 1);
    }

    /** Gives a source a time that is newer than any build so far, however coarse the clock is. */
    void touch(String source) throws IOException {
        Path file = project().resolve(source);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }

    void addMaven(String version) throws IOException {
        write(path("tools/mvn"), MAVEN);
        Files.writeString(path("maven-version"), version);
    }

    Path addJdk(String name, String version) throws IOException {
        Path home = path("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        write(home.resolve("bin/java"), JAVA);
        write(home.resolve("bin/javac"), "echo javac " + version);
        Path jar = Path.of(System.getProperty("java.home"), "bin", "jar");
        write(home.resolve("bin/jar"), "exec " + jar + " \"$@\"\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Takes a file or folder away. */
    void remove(String file) throws IOException {
        Files.move(path(file), Files.createTempDirectory(root, "removed").resolve("it"));
    }

    @Override
    public void close() {
        started.stream()
                .flatMap(kit -> kit.descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        started.forEach(Process::destroyForcibly);
    }

    private static void write(Path program, String body) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onPath(String tool) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return fail(tool + " is not on PATH");
    }
}
