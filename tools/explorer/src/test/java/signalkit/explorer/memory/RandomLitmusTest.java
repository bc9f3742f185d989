package signalkit.explorer.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Litmus tests made by chance: the explorer's memory allows what the axioms allow. */
class RandomLitmusTest {
    /** More of them have too many orders to enumerate. */
    private static final int VOLATILE = 6;

    private static void compare(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
            Litmus litmus = Litmus.random(new Random(seed));
            if (litmus.inVolatileOrder() > VOLATILE) {
                continue;
            }
            AxiomaticOracle.Outcomes expected = AxiomaticOracle.of(litmus);
            Machine.Outcomes found = Machine.of(litmus);
            String program = "program " + seed + ": " + litmus + "\n";
            assertEquals(
                    String.join("\n", expected.allowed()), String.join("\n", found.all()), program);
            boolean hasMore = !expected.withLoadBuffering().equals(expected.allowed());
            assertTrue(found.hasMore() || !hasMore, () -> "unnoticed: " + program);
        }
    }

    @Test
    void memory_allows_what_the_axioms_allow() {
        compare(0, 60);
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    void memory_allows_what_the_axioms_allow_in_many_programs() {
        compare(Long.getLong("programs.first", 10_000), Integer.getInteger("programs", 200));
    }
}
