package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Explorer;
import signalkit.explorer.junit.ExploreTest;
import signalkit.rules.HandlerRules;

class ConsumerTest {
    @Test
    void the_handler_runs() {
        assertTrue(new StopFlag().isStoppedByTerm());
    }

    @Test
    void the_rules_accept_what_sets_a_flag_and_nothing_that_prints() {
        assertFalse(breaksRules(StopFlag.class));
        assertTrue(breaksRules(Printing.class));
    }

    private static boolean breaksRules(Class<?> type) {
        return HandlerRules.handlers_are_async_signal_safe
                .evaluate(new ClassFileImporter().importClasses(type))
                .hasViolation();
    }

    private final Counter counter = new Counter();

    @ExploreTest
    void both_additions_count() throws InterruptedException {
        Thread other = new Thread(counter::add);
        other.start();
        counter.add();
        other.join();
        assertEquals(2, counter.value());
    }

    @Test
    void the_explorer_finds_the_lost_addition() {
        AssertionError error =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Explorer.check(
                                        () -> {
                                            Counter two = new Counter();
                                            Thread other = new Thread(two::addCarelessly);
                                            other.start();
                                            two.addCarelessly();
                                            other.join();
                                            assertEquals(2, two.value());
                                        }));
        assertTrue(error.getMessage().contains("Counter.java"), error.getMessage());
    }
}
