package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** All races, briefly, in JVMs of their own: what is forbidden never happens. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StressTest {
    private static final String UNSAFE = "signalkit.echo.unsafe.";
    private static final String SAFE = "signalkit.echo.safe.";

    @TempDir static Path folder;

    private static Run all;

    /** Exit status, and how often each outcome was seen, by test. */
    private record Run(int status, Map<String, List<GradingResult>> outcomes) {
        long count(String test, Expect expect) {
            return outcomes.getOrDefault(test, List.of()).stream()
                    .filter(outcome -> outcome.expect == expect)
                    .mapToLong(outcome -> outcome.count)
                    .sum();
        }
    }

    @BeforeAll
    static void runAll() throws Exception {
        all = run("Race0[1-9]");
    }

    private static Run run(String tests) throws Exception {
        Path place = Files.createTempDirectory(folder, "run");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("org.openjdk.jcstress.Main");
        command.addAll(List.of("-t", tests, "-sc", "false", "-af", "NONE", "-f", "1"));
        command.addAll(List.of("-iters", "1", "-time", "100"));
        command.addAll(List.of("-jvmArgs", "-XX:+TieredCompilation", "-r", "report"));
        Process jcstress =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(place.resolve("log").toFile()))
                        .start();
        try {
            assertTrue(jcstress.waitFor(200, TimeUnit.SECONDS), "jcstress does not end");
        } finally {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly();
        }
        return new Run(jcstress.exitValue(), read(place));
    }

    private static Map<String, List<GradingResult>> read(Path place) throws Exception {
        InProcessCollector collector = new InProcessCollector();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".bin.gz")).toList()) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
                reader.dump();
                reader.close();
            }
        }
        Map<String, List<GradingResult>> outcomes = new TreeMap<>();
        for (TestResult result : collector.getTestResults()) {
            outcomes.computeIfAbsent(result.getName(), absent -> new ArrayList<>())
                    .addAll(result.grading().gradingResults.values());
        }
        return outcomes;
    }

    static Stream<String> races() {
        return Stream.of(
                "Race01LostJob",
                "Race02StrandedJob",
                "Race03DroppedJob",
                "Race04StrandedLock",
                "Race05LeavingWorker",
                "Race06PlainFlag",
                "Race07Order");
    }

    @ParameterizedTest
    @MethodSource("races")
    void the_safe_twin_never_does_what_is_forbidden(String race) {
        assertTrue(all.count(SAFE + race, Expect.ACCEPTABLE) > 0, race + " did not run");
        assertEquals(0, all.count(SAFE + race, Expect.FORBIDDEN));
    }

    /** How often is luck: the numbers are for the reader, and the explorer is certain. */
    @ParameterizedTest
    @MethodSource("races")
    void the_unsafe_twin_runs_and_its_rate_is_told(String race) {
        long bad = all.count(UNSAFE + race, Expect.ACCEPTABLE_INTERESTING);
        long good = all.count(UNSAFE + race, Expect.ACCEPTABLE);

        assertTrue(bad + good > 0, race + " did not run");
        System.out.printf("stress: %s: %,d of %,d%n", race, bad, bad + good);
    }

    @Test
    void nothing_forbidden_happened_so_jcstress_is_content() {
        assertEquals(0, all.status());
    }

    @Test
    void a_violation_that_is_there_is_found() throws Exception {
        Run seeded = run("Race00");

        assertEquals(1, seeded.status());
        assertTrue(seeded.count(UNSAFE + "Race00Seeded", Expect.FORBIDDEN) > 0);
    }
}
