package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project outside the kit, built by Maven without a network, that tests with the explorer. */
@Tag("slow")
class ConsumerTest {
    private static final String COUNTER =
            """
            package shop;

            public class Counter {
                private int count;

                public synchronized int get() {
                    return count;
                }

                public synchronized void set(int value) {
                    count = value;
                }

                public synchronized void add() {
                    count++;
                }
            }
            """;

    private static final String TEST =
            """
            package shop;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;
            import signalkit.explorer.Explorer;
            import signalkit.explorer.junit.ExploreTest;

            class CounterTest {
                private final Counter counter = new Counter();

                @ExploreTest
                void adds() throws InterruptedException {
                    Thread other = new Thread(counter::add);
                    other.start();
                    counter.add();
                    other.join();
                    assertEquals(2, counter.get());
                }

                @ExploreTest
                void loses() throws InterruptedException {
                    Thread other = new Thread(() -> counter.set(counter.get() + 1));
                    other.start();
                    counter.set(counter.get() + 1);
                    other.join();
                    assertEquals(2, counter.get());
                }

                @Test
                void adds_in_one_line() {
                    Explorer.check(() -> {
                        Counter own = new Counter();
                        Thread other = new Thread(own::add);
                        other.start();
                        own.add();
                        other.join();
                        assertEquals(2, own.get());
                    });
                }
            }
            """;

    @TempDir private Path project;

    @Test
    void a_project_of_its_own_builds_and_fails_only_where_a_schedule_fails() throws Exception {
        write("src/main/java/shop/Counter.java", COUNTER);
        write("src/test/java/shop/CounterTest.java", TEST);
        write("pom.xml", pom());
        Path output = project.resolve("output.txt");
        Process maven =
                new ProcessBuilder("mvn", "-o", "-B", "test")
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(maven.waitFor(100, TimeUnit.SECONDS));
        String text = Files.readString(output);

        assertEquals(1, maven.exitValue(), text);
        assertTrue(text.contains("Tests run: 3, Failures: 1, Errors: 0, Skipped: 0"), text);
        assertTrue(text.contains("CounterTest.loses: uncaught exception: main: "), text);
        assertTrue(text.contains("  at shop.Counter.set(Counter.java:11)"), text);
        assertTrue(text.contains("put @Replay(\""), text);
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Depends on JUnit as any project does, and on the kit's jars where they are. */
    private String pom() throws IOException {
        StringBuilder dependencies = new StringBuilder();
        for (Path jar : jars()) {
            String name = jar.getFileName().toString().replace(".jar", "");
            dependencies.append(
                    """
                    <dependency>
                      <groupId>kit</groupId><artifactId>%s</artifactId><version>1</version>
                      <scope>system</scope><systemPath>%s</systemPath>
                    </dependency>
                    """
                            .formatted(name, jar));
        }
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
              <version>5.14.4</version><scope>test</scope>
            </dependency>
            %s
          </dependencies>
          <build><plugins>
            %s
          </plugins></build>
        </project>
        """
                .formatted(
                        dependencies,
                        plugin("maven-resources-plugin", "3.3.1")
                                + plugin("maven-compiler-plugin", "3.14.1")
                                + plugin("maven-surefire-plugin", "3.5.4"));
    }

    /** The versions that the kit's own build has fetched. */
    private static String plugin(String name, String version) {
        return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>"
                .formatted(name, version);
    }

    /** The class path of this test without JUnit and the tests, its folders as jars. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean isOther = entry.contains("junit-j") || entry.contains("junit-p");
            if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                jars.add(jarOf(path, "kit" + jars.size() + ".jar"));
            } else if (Files.isRegularFile(path)
                    && !isOther
                    && !entry.contains("opentest4j")
                    && !entry.contains("surefire")) {
                jars.add(path);
            }
        }
        return jars;
    }

    private Path jarOf(Path folder, String name) throws IOException {
        Path jar = project.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String entry = folder.relativize(path).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(entry));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
