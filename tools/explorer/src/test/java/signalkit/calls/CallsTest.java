package signalkit.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs of calls of the JDK, made by chance: what the JDK itself does with them, the explorer
 * knows.
 */
class CallsTest {
    /** Small ones. */
    @ParameterizedTest
    @ValueSource(longs = {11, 14, 15, 23})
    void the_explorer_knows_what_real_threads_come_to(long program) {
        CallsComparison comparison = CallsComparison.of(program, 1);

        assertEquals(1, comparison.withSeveral(), comparison::toString);
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void the_explorer_knows_what_real_threads_come_to_in_many_programs() {
        int count = Integer.getInteger("programs", 8);
        CallsComparison comparison = CallsComparison.of(Long.getLong("programs.first", 13), count);

        assertTrue(comparison.withSeveral() > count / 4, () -> "too few can differ: " + comparison);
    }

    @Test
    void a_search_that_leaves_out_schedules_is_found_out() {
        String difference = CallsComparison.differenceWithoutPreemptions(0);

        assertTrue(difference.contains("only real threads come to"), difference);
    }
}
