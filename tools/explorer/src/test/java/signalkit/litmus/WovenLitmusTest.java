package signalkit.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofMinutes(5))
                    .withPreemptions(20)
                    .withOlderValues(20)
                    .withWorkers(1);

    private static void compare(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
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
            assertTrue(result.cut().isEmpty(), program);
            assertEquals(
                    String.join("\n", expected.allowed()),
                    found.stream().sorted().collect(Collectors.joining("\n")),
                    program);
            boolean hasMore = !expected.withLoadBuffering().equals(expected.allowed());
            assertTrue(
                    !hasMore || !result.isProof(), "load buffering goes unnoticed in " + program);
        }
    }

    @Test
    void the_explorer_comes_to_what_the_axioms_allow() {
        compare(0, 8);
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    void the_explorer_comes_to_what_the_axioms_allow_in_many_programs() {
        compare(Long.getLong("programs.first", 20_000), Integer.getInteger("programs", 20));
    }
}
