package signalkit.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.memory.AxiomaticOracle;
import signalkit.explorer.memory.Litmus;

/** The explorer, with all its choices and states, comes to what the axioms allow. */
class WovenLitmusTest {
    /** Programs of more steps have too many states for all preemptions. */
    private static final int STEPS = 5;

    /** A program with more runs is left out, and counted. */
    private static final int RUNS = 100_000;

    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofHours(1))
                    .withRuns(RUNS)
                    .withPreemptions(20)
                    .withOlderValues(20)
                    .withWorkers(1);

    /** How many programs were compared, and how many were too large for that. */
    private record Tally(int compared, int large) {}

    /** Compares so many programs, whatever number of seeds that takes. */
    private static Tally compare(long first, int count) {
        int compared = 0;
        int large = 0;
        for (long seed = first; compared + large < count; seed++) {
            Litmus litmus = Litmus.random(new Random(seed));
            if (litmus.threads().stream().mapToInt(List::size).sum() > STEPS) {
                continue;
            }
            ScenarioCode code = ScenarioCode.of(WovenLitmus.class).withVariant("" + seed);
            Result result = Explorer.explore(code, BOUNDS);
            AxiomaticOracle.Outcomes expected = AxiomaticOracle.of(litmus);

            String program = "program " + seed + ": " + litmus + "\n" + result;
            Set<String> found =
                    result.outcomes().stream()
                            .map(each -> each.replace("outcome=", ""))
                            .collect(Collectors.toSet());
            if (result.cut().isPresent()) {
                assertTrue(result.cut().get().contains(" runs was reached"), program);
                assertTrue(expected.allowed().containsAll(found), program);
                assertFalse(result.isProof(), program);
                large++;
                continue;
            }
            assertEquals(
                    String.join("\n", expected.allowed()),
                    found.stream().sorted().collect(Collectors.joining("\n")),
                    program);
            boolean hasMore = !expected.withLoadBuffering().equals(expected.allowed());
            assertTrue(
                    !hasMore || !result.isProof(), "load buffering goes unnoticed in " + program);
            compared++;
        }
        return new Tally(compared, large);
    }

    @Test
    void the_explorer_comes_to_what_the_axioms_allow() {
        assertEquals(0, compare(0, 6).large());
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    void the_explorer_comes_to_what_the_axioms_allow_in_many_programs() {
        int count = Integer.getInteger("programs", 15);
        Tally tally = compare(Long.getLong("programs.first", 20_000), count);
        if (count > 15) {
            System.out.println(tally);
        }
        assertTrue(tally.large() <= count / 20, tally::toString);
    }
}
