package signalkit.posix.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that stand in C and in Java side by side print the same and end in the same way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferencesTest {
    private static final Path FOLDER = Path.of("differences");

    private Path classes;

    static List<String> pairs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c"))
                    .map(name -> name.replace(".c", ""))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    void compile(@TempDir Path folder) throws IOException {
        classes = folder;
        List<String> options = new ArrayList<>(List.of("-nowarn", "-d", folder.toString()));
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        for (String pair : pairs()) {
            options.add(FOLDER.resolve(pair + ".java").toString());
        }
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, options.toArray(new String[0]));
        assertEquals(0, result, "javac");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_prints_the_same_and_ends_in_the_same_way(String pair, @TempDir Path folder)
            throws Exception {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux") && KernelRun.Compiler.isThere(),
                "no pair was compared: it takes Linux and a C compiler, cc");
        Path binary = KernelRun.Compiler.compile(List.of(FOLDER.resolve(pair + ".c")), folder);
        String inC = run(List.of(binary.toString()));
        String classPath = classes + ":" + System.getProperty("java.class.path");
        String inJava =
                run(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath,
                                className(pair)));
        assertEquals(inC, inJava);
    }

    @Test
    void page_names_every_pair() throws IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));
        for (String pair : pairs()) {
            assertTrue(page.contains("| `" + pair + "` |"), pair);
        }
    }

    private static String className(String pair) {
        StringBuilder name = new StringBuilder();
        for (String part : pair.split("_")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }

    /** What a program prints, and its status as a shell reports it. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text + "status " + process.waitFor();
    }
}
