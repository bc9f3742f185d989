package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** The loop of tests loops, and a round that fails fails the test. */
class RoundsTest {
    private static final Set<RoundsTest> INSTANCES = new HashSet<>();

    @AfterAll
    static void each_round_had_an_instance_of_its_own() {
        int rounds = Rounds.Loop.count(200);
        assertTrue(INSTANCES.isEmpty() || INSTANCES.size() == rounds); // empty: not selected
    }

    @Rounds(200)
    void loop_runs_each_round_with_its_own_instance() {
        INSTANCES.add(this);
    }

    @Rounds(1)
    void loop_fails_with_its_first_failure() {
        AssertionError failure = new AssertionError("lost");
        AtomicInteger run = new AtomicInteger();
        AssertionError thrown =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Rounds.Loop.from(
                                        1,
                                        200,
                                        () -> {
                                            if (run.incrementAndGet() == 57) {
                                                throw new InvocationTargetException(failure);
                                            }
                                        }));
        assertEquals("round 57 of 200: lost", thrown.getMessage());
        assertSame(failure, thrown.getCause());
        assertEquals(57, run.get());
    }
}
