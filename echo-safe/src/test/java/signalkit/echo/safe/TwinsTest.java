package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two servers differ in the lesson and in nothing else.
 *
 * <p>{@code twins.diff} is that difference. After a change that is meant, write it anew with {@code
 * mvn -pl echo-safe -am test -Dtest=TwinsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtwins.write} and read it.
 */
class TwinsTest {
    private static final Path SAFE = Path.of("src/main/java/signalkit/echo/safe");
    private static final Path UNSAFE =
            Path.of("../echo-unsafe/src/main/java/signalkit/echo/unsafe");
    private static final Path GOLDEN = Path.of("src/test/resources/twins.diff");
    private static final List<String> FILES =
            List.of("Main", "EchoServer", "Connection", "WorkQueue", "Worker", "Job");

    @Test
    void the_twins_differ_as_the_golden_diff_says() throws Exception {
        List<String> found = diff(UNSAFE, SAFE);
        if (System.getProperty("twins.write") != null) {
            Files.write(GOLDEN, found);
        }
        assertEquals(String.join("\n", Files.readAllLines(GOLDEN)), String.join("\n", found));
    }

    @Test
    void a_server_has_700_lines_at_most_and_the_difference_does_not_grow() throws IOException {
        for (Path folder : List.of(SAFE, UNSAFE)) {
            int lines = 0;
            for (String name : names(folder)) {
                lines += Files.readAllLines(folder.resolve(name + ".java")).size();
            }
            assertTrue(lines <= 700, folder + " has " + lines + " lines");
        }
        // Some 50 of them are imports; what a waiter can do and a handler cannot takes the rest.
        int changed = Files.readAllLines(GOLDEN).size();
        assertTrue(changed <= 390, changed + " lines differ");
    }

    @Test
    void a_change_to_one_twin_alone_is_seen(@TempDir Path copy) throws Exception {
        for (String name : FILES) {
            Files.copy(SAFE.resolve(name + ".java"), copy.resolve(name + ".java"));
        }
        Path drifted = copy.resolve("Connection.java");
        Files.writeString(drifted, Files.readString(drifted).replace("bytesIn", "bytesRead"));
        assertNotEquals(Files.readAllLines(GOLDEN), diff(UNSAFE, copy));
    }

    @Test
    void they_have_the_same_files_but_for_historical_queues_and_shared_loops() throws IOException {
        Set<String> safe = new TreeSet<>(FILES);
        safe.addAll(Set.of("package-info", "Loops"));
        assertEquals(safe, names(SAFE));
        Set<String> unsafe = new TreeSet<>(FILES);
        unsafe.addAll(Set.of("package-info", "WorkQueue2012", "WorkQueue2014", "WorkQueue2015"));
        assertEquals(unsafe, names(UNSAFE));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void no_file_is_longer_than_250_lines_and_no_line_than_100_columns() throws IOException {
        for (Path folder : List.of(SAFE, UNSAFE)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    List<String> lines = Files.readAllLines(file);
                    assertTrue(lines.size() <= 250, file.toString());
                    assertTrue(lines.stream().allMatch(line -> line.length() <= 100), "" + file);
                }
            }
        }
    }

    private static List<String> diff(Path from, Path to) throws Exception {
        List<String> all = new ArrayList<>();
        for (String name : FILES) {
            Process diff =
                    new ProcessBuilder(
                                    "diff",
                                    "-U0",
                                    "--label",
                                    "unsafe/" + name,
                                    "--label",
                                    "safe/" + name,
                                    from.resolve(name + ".java").toString(),
                                    to.resolve(name + ".java").toString())
                            .start();
            diff.inputReader()
                    .lines()
                    .filter(line -> !line.startsWith("@@") && !line.contains("signalkit.echo."))
                    .forEach(all::add);
            assertTrue(diff.waitFor() < 2, "diff failed on " + name);
        }
        return all;
    }
}
