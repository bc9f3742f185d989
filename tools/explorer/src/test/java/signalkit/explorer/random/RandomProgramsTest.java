package signalkit.explorer.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Programs made by chance: what the reduction leaves out changes neither their outcomes nor the
 * data races that are found in them.
 */
class RandomProgramsTest {
    private static void compare(long first, int count) {
        ProgramComparison comparison = ProgramComparison.of(first, count);

        assertTrue(comparison.withSeveral() > count / 3, () -> "too few can differ: " + comparison);
    }

    @Test
    void reduced_search_comes_to_what_plain_search_comes_to() {
        compare(20, 6);
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void reduced_search_comes_to_what_plain_search_comes_to_in_many_programs() {
        compare(Long.getLong("programs.first", 1_000), Integer.getInteger("programs", 12));
    }
}
