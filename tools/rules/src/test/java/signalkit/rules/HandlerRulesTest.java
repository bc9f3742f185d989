package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** The rules as ArchUnit sees them. */
class HandlerRulesTest {
    static class Safe {
        volatile boolean stop;

        @HandlerContext
        void onSignal() {
            stop = true;
        }
    }

    static class Unsafe {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            lock.lock();
            System.out.println("caught");
        }
    }

    static class UnsafeLater {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            note();
        }

        private void note() {

            lock.lock();
        }
    }

    static class NoHandler {
        synchronized void anything() {}
    }

    private static JavaClasses classes(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }

    @Test
    void all_rules_pass_on_a_handler_that_only_sets_a_flag() throws IllegalAccessException {
        int rules = 0;
        for (Field field : HandlerRules.class.getFields()) {
            ((ArchRule) field.get(null)).check(classes(Safe.class));
            rules++;
        }
        assertEquals(17, rules);
    }

    @Test
    void each_rule_reports_only_what_it_is_named_after() {
        EvaluationResult locks =
                HandlerRules.handlers_take_no_locks.evaluate(classes(Unsafe.class));
        EvaluationResult io = HandlerRules.handlers_do_no_io.evaluate(classes(Unsafe.class));
        assertEquals(1, locks.getFailureReport().getDetails().size());
        assertEquals(1, io.getFailureReport().getDetails().size());
        assertTrue(locks.getFailureReport().getDetails().get(0).contains("ReentrantLock.lock()"));
        assertTrue(io.getFailureReport().getDetails().get(0).contains("PrintStream.println"));
    }

    @Test
    void a_message_has_the_rule_its_reason_the_chain_and_the_remedy() {
        AssertionError error =
                assertThrows(
                        AssertionError.class,
                        () ->
                                HandlerRules.handlers_take_no_locks.check(
                                        classes(UnsafeLater.class)));
        String text = error.getMessage();
        assertTrue(text.contains("handlers should not take a lock, because SIG30-C:"), text);
        assertTrue(
                text.matches(
                        "(?s).*UnsafeLater.onSignal\\(\\) →"
                                + " java.util.concurrent.locks.ReentrantLock.lock\\(\\)\n"
                                + " +would take a lock: .*\n"
                                + " +at .*UnsafeLater.onSignal\\(HandlerRulesTest.java:\\d+\\)\n"
                                + " +at .*UnsafeLater.note\\(HandlerRulesTest.java:\\d+\\)\n"
                                + " +instead: set a volatile flag.*"),
                text);
    }

    @Test
    void a_rule_that_meets_no_handler_fails() {
        for (ArchRule rule :
                List.of(
                        HandlerRules.handlers_take_no_locks,
                        HandlerRules.handlers_are_async_signal_safe,
                        frozen(HandlerRules.handlers_do_no_io, new MemoryStore()))) {
            AssertionError error =
                    assertThrows(AssertionError.class, () -> rule.check(classes(NoHandler.class)));
            assertTrue(error.getMessage().contains("met no handler"), error.getMessage());
        }
    }

    @Test
    void frozen_violations_stay_known_when_code_moves() {
        MemoryStore store = new MemoryStore();
        ArchRule rule = HandlerRules.handlers_are_async_signal_safe.as("frozen");
        ArchRule frozen = frozen(rule, store);
        frozen.check(classes(Unsafe.class));
        assertEquals(2, store.violations.get("frozen").size());
        store.violations.put(
                "frozen",
                store.violations.get("frozen").stream()
                        .map(v -> v.replaceAll(":\\d+\\)", ":9999)"))
                        .toList());
        assertDoesNotThrow(() -> frozen.check(classes(Unsafe.class)));
        assertThrows(
                AssertionError.class, () -> frozen.check(classes(Unsafe.class, UnsafeLater.class)));
    }

    static class OtherPlace {
        @HandlerContext
        void onSignal() {
            first();
            second();
        }

        private void first() {
            System.out.println("first");
        }

        private void second() {
            System.out.println("second");
        }
    }

    private static EvaluationResult afterFreezing(UnaryOperator<String> edit, boolean dropsSecond) {
        MemoryStore store = new MemoryStore();
        ArchRule rule = HandlerRules.handlers_do_no_io.as("frozen");
        frozen(rule, store).check(classes(OtherPlace.class));
        store.violations.put(
                "frozen",
                store.violations.get("frozen").stream()
                        .filter(v -> !dropsSecond || !v.contains("OtherPlace.second"))
                        .map(edit)
                        .toList());
        return frozen(rule, store).evaluate(classes(OtherPlace.class));
    }

    @Test
    void the_same_offence_in_another_method_is_new_to_a_frozen_rule() {
        List<String> reported = afterFreezing(v -> v, true).getFailureReport().getDetails();
        assertEquals(1, reported.size());
        assertTrue(reported.get(0).contains("OtherPlace.second"), reported.get(0));
    }

    @Test
    void another_chain_to_the_same_place_is_known_to_a_frozen_rule() {
        EvaluationResult result =
                afterFreezing(v -> v.replaceAll("at [^\\n]*onSignal", "at a.lambda 2 in b"), false);
        assertTrue(!result.hasViolation(), result.getFailureReport()::toString);
    }

    private static ArchRule frozen(ArchRule rule, ViolationStore store) {
        return ((FreezingArchRule) HandlerRules.freeze(rule)).persistIn(store);
    }

    @Test
    void a_profile_may_allow_what_a_handler_only_stores() {
        ArchRule relaxed =
                HandlerRules.handlersAreSafe(Profile.LOCK_FREE.allowingStoredFunctions());
        assertDoesNotThrow(() -> relaxed.check(classes(Safe.class)));
    }

    private static final class MemoryStore implements ViolationStore {
        private final Map<String, List<String>> violations = new HashMap<>();

        @Override
        public void initialize(Properties properties) {}

        @Override
        public boolean contains(ArchRule rule) {
            return violations.containsKey(rule.getDescription());
        }

        @Override
        public void save(ArchRule rule, List<String> lines) {
            violations.put(rule.getDescription(), List.copyOf(lines));
        }

        @Override
        public List<String> getViolations(ArchRule rule) {
            return violations.get(rule.getDescription());
        }
    }
}
