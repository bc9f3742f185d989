package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.runners.TestList;
import signalkit.stress.Jcstress.Results;

/**
 * All races in JVMs of their own: what is forbidden never happens.
 *
 * <p>Briefly, with {@code -Pall}; {@code mvn -Pstress-full verify} runs every configuration that
 * jcstress has, and then each race has to be seen.
 */
@Tag("slow")
class StressTest {
    private static final String UNSAFE = "signalkit.echo.unsafe.";
    private static final String SAFE = "signalkit.echo.safe.";

    /** The actors did not meet: nothing was tried. */
    private static final String MISSED = Integer.toString(LoopRace.MISSED);

    private static final boolean FULL = Boolean.getBoolean("signalkit.stress.full");

    @TempDir static Path folder;

    private static Results all;

    @BeforeAll
    @Timeout(300)
    static void runAll() throws Exception {
        Duration time = Duration.ofMillis(FULL ? 200 : 60);
        all = new Jcstress(folder).run("Race(0[1-9]|1\\d)", time, FULL, (done, of) -> {});
    }

    private static long count(String test, Expect expect) {
        return all.outcomes().getOrDefault(test, Map.of()).values().stream()
                .filter(outcome -> outcome.expect == expect)
                .filter(outcome -> expect == Expect.FORBIDDEN || !outcome.id.equals(MISSED))
                .mapToLong(outcome -> outcome.count)
                .sum();
    }

    static Stream<String> races() {
        return Stream.of(
                "Race01LostJob",
                "Race02StrandedJob",
                "Race03DroppedJob",
                "Race04StrandedLock",
                "Race05LeavingWorker",
                "Race06PlainFlag",
                "Race07Order",
                "Race08Publication",
                "Race09Account",
                "Race10Jobs",
                "Race11DoubleShutdown",
                "Race12SameJob",
                "Race13SleepingLoop",
                "Race14FreedLoop",
                "Race15Pending",
                "Race16TwoTakers",
                "Race17Inherited");
    }

    @ParameterizedTest
    @MethodSource("races")
    void the_safe_twin_never_does_what_is_forbidden(String race) {
        assertTrue(count(SAFE + race, Expect.ACCEPTABLE) > 0, race + " did not run");
        assertEquals(0, count(SAFE + race, Expect.FORBIDDEN));
    }

    /** How often is luck: the numbers are for the reader, and the explorer is certain. */
    @ParameterizedTest
    @MethodSource("races")
    void the_unsafe_twin_runs_and_its_rate_is_told(String race) {
        long bad = count(UNSAFE + race, Expect.ACCEPTABLE_INTERESTING);
        long good = count(UNSAFE + race, Expect.ACCEPTABLE);

        assertTrue(bad + good > 0, race + " did not run");
        assertTrue(bad > 0 || !FULL || !isToBeSeen(race), race + " was not seen");
        System.out.printf("stress: %s: %,d of %,d%n", race, bad, bad + good);
    }

    /** Whether it can be seen at all: some claims are about what both servers do right. */
    private static boolean isToBeSeen(String race) {
        return TestList.getInfo(UNSAFE + race).cases().stream()
                .anyMatch(one -> one.expect() == Expect.ACCEPTABLE_INTERESTING);
    }

    @Test
    void nothing_forbidden_happened_so_jcstress_is_content() {
        assertEquals(List.of(), all.errors());
        assertEquals(0, all.status());
    }
}
