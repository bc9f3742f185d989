package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What programs outside of the kit may depend on: they build against the jars of this build.
 *
 * <p>Their Maven takes everything from this build and from the local repository of its Maven, and
 * keeps what it fetches in a folder of the test.
 */
@Tag("slow")
class ConsumerTest {
    private static final Path ROOT = Kit.ours().root();
    private static final List<String> PUBLISHED =
            List.of("annotations", "cli", "posix", "weaver", "explorer", "explorer-junit", "rules");
    private static final String VERSION = System.getProperty("signalkit.version");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-\\w+-plugin)</artifactId>\\s*<version>(.*?)<");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "program"})
    void a_program_that_uses_the_kit_is_built(String name) throws Exception {
        Path project = prepared(name);

        Build build = maven(project, name.equals("annotated") ? "compile" : "test");

        assertEquals(0, build.status(), build.output());
        if (name.equals("program")) {
            assertTrue(build.output().contains("Tests run: 4, Failures: 0"), build.output());
        }
    }

    /** Whether a build that should fail does. */
    @Test
    void an_annotation_that_the_kit_does_not_have_is_not_found() throws Exception {
        Path project = prepared("annotated");
        Path source = project.resolve("src/main/java/acme/Annotated.java");
        Files.writeString(source, Files.readString(source).replace("HandlerContext", "Missing"));

        Build build = maven(project, "compile");

        assertEquals(1, build.status());
        assertTrue(build.output().contains("symbol:   class Missing"), build.output());
    }

    @Test
    void a_published_jar_has_no_classes_but_its_own() throws Exception {
        for (String module : PUBLISHED) {
            try (JarFile file = new JarFile(jar(module).toFile())) {
                List<String> foreign =
                        file.stream()
                                .map(entry -> entry.getName())
                                .filter(name -> !name.endsWith("/"))
                                .filter(name -> !name.startsWith("signalkit/"))
                                .filter(name -> !name.startsWith("META-INF/"))
                                .toList();
                assertEquals(List.of(), foreign, module);
                String others = file.getManifest().getMainAttributes().getValue("Class-Path");
                assertNull(others, module);
            }
        }
    }

    private record Build(int status, String output) {}

    private Build maven(Path project, String goal) throws Exception {
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("signalkit.maven"), "bin/mvn")
                                        .toString(),
                                "-B",
                                "-ntp",
                                "-s",
                                folder.resolve("settings.xml").toString(),
                                goal)
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the build takes too long");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Build(process.exitValue(), Files.readString(log));
    }

    /** Copies a project, with the values of this build, and publishes the kit to a folder. */
    private Path prepared(String name) throws IOException {
        Path built = folder.resolve("built");
        publish(built, ROOT.resolve("pom.xml"), "signalkit", null);
        publish(built, ROOT.resolve("tools/pom.xml"), "signalkit-tools", null);
        for (String module : PUBLISHED) {
            Path pom = ROOT.resolve("tools").resolve(module).resolve("pom.xml");
            publish(built, pom, "signalkit-" + module, jar(module));
        }
        Map<String, String> values = new TreeMap<>();
        values.put("version", VERSION);
        values.put("junit", System.getProperty("signalkit.junit"));
        values.put("built", built.toUri().toString());
        values.put("local", folder.resolve("local").toString());
        values.put("installed", Path.of(System.getProperty("signalkit.repository")).toUri() + "");
        Matcher plugins = PLUGIN.matcher(Kit.text(ROOT.resolve("pom.xml")));
        while (plugins.find()) {
            values.put(plugins.group(1), plugins.group(2));
        }
        Path templates = Path.of("src/test/consumer");
        copy(templates.resolve("settings.xml"), folder.resolve("settings.xml"), values);
        try (Stream<Path> files = Files.walk(templates.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder.resolve(templates.relativize(file).toString()), values);
            }
        }
        return folder.resolve(name);
    }

    private static Path jar(String module) {
        String name = "signalkit-" + module + "-" + VERSION + ".jar";
        Path jar = ROOT.resolve("tools").resolve(module).resolve("target").resolve(name);
        assertTrue(Files.exists(jar), jar + " is missing; build the kit first: mvn package");
        return jar;
    }

    private static void publish(Path repository, Path pom, String artifact, Path jar)
            throws IOException {
        Path place = repository.resolve("signalkit").resolve(artifact).resolve(VERSION);
        Files.createDirectories(place);
        Files.copy(pom, place.resolve(artifact + "-" + VERSION + ".pom"));
        if (jar != null) {
            Files.copy(jar, place.resolve(jar.getFileName()));
        }
    }

    private static void copy(Path from, Path to, Map<String, String> values) throws IOException {
        String text = Files.readString(from);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }
}
