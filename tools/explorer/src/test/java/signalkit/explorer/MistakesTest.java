package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.explore;

import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import signalkit.posix.Mutex;
import signalkit.posix.Signal;

/** What can be wrong with a scenario itself is said, and neither hangs a search nor proves it. */
class MistakesTest {
    private static void assertSays(
            Class<? extends Scenario> type, FindingKind kind, String... words) {
        Result result = explore(type);
        assertTrue(result.failure().isPresent(), result::toString);
        Finding finding = result.failure().get().finding();
        assertEquals(kind, finding.kind(), finding::toString);
        for (String word : words) {
            assertTrue(finding.text().contains(word), finding::text);
        }
    }

    /** Counts how often it was called: what a provider of the JDK holds is not reset. */
    private static int countInTheJdk(String what) {
        Provider keeper = Security.getProviders()[0];
        int before = Integer.parseInt(keeper.getProperty(what, "0"));
        keeper.setProperty(what, Integer.toString(before + 1));
        return before;
    }

    /** Two threads that lock in each second run only: a coin that falls the same in each test. */
    static final class Tosses implements Scenario {
        private final boolean heads = toss();
        private final Mutex mutex = new Mutex("lock");
        private int n;

        private static boolean toss() {
            return countInTheJdk("tosses") % 2 == 0;
        }

        private void work() {
            if (heads) {
                mutex.lock();
                mutex.unlock();
            }
            n++;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::work);
            plan.thread("b", this::work);
            plan.show("n", () -> n);
        }
    }

    @Test
    void a_scenario_that_does_something_else_each_time_is_not_repeatable() {
        assertSays(
                Tosses.class,
                FindingKind.NOT_REPEATABLE,
                "the same choices led elsewhere than before",
                "no clock, no random number");
    }

    /** Does something else in one of the runs that a JVM makes of it. */
    abstract static class KeepsInTheJdk implements Scenario {
        int n;

        int runsBefore() {
            return countInTheJdk("runs of " + getClass());
        }

        abstract void work();

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::work);
        }
    }

    static final class IsWrongOnce extends KeepsInTheJdk {
        @Override
        void work() {
            assert runsBefore() != 1 : "the second time";
        }
    }

    static final class IsLongerOnce extends KeepsInTheJdk {
        @Override
        void work() {
            n += runsBefore() == 0 ? n : 0;
        }
    }

    @Test
    void a_failure_that_the_same_choices_do_not_show_again_is_no_failure() {
        assertSays(
                IsWrongOnce.class,
                FindingKind.NOT_REPEATABLE,
                "AssertionError: the second time",
                "the same choices again gave no failure");
    }

    @Test
    void a_first_run_that_is_another_one_later_is_no_proof() {
        assertSays(IsLongerOnce.class, FindingKind.NOT_REPEATABLE, "the first run had ");
    }

    static final class SignalsNobody implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> {});
            plan.signal(Signal.TERM, "nobody");
        }
    }

    @Test
    void a_signal_for_a_thread_that_is_never_there_is_refused() {
        assertSays(
                SignalsNobody.class,
                FindingKind.REFUSED,
                "TERM for nobody finds no such thread; there are only [main, a]");
    }

    static final class EightSignals implements Scenario {
        @Override
        public void prepare(Plan plan) {
            for (int i = 0; i < 8; i++) {
                plan.signal(Signal.USR1);
            }
        }
    }

    @Test
    void more_signals_than_an_id_can_name_are_too_many() {
        assertSays(EightSignals.class, FindingKind.UNCAUGHT_EXCEPTION, "at most 7 signals");
    }

    static final class StartsAThreadAtOnce implements Scenario {
        @Override
        public void prepare(Plan plan) {
            new Thread(() -> {}).start();
        }
    }

    @Test
    void a_thread_that_is_started_while_it_prepares_is_one_of_the_run() {
        Result result = explore(StartsAThreadAtOnce.class);

        assertTrue(result.isProof(), result::toString);
    }

    static final class ClaimsWithAnError implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.atEnd(
                    "there is an invariant",
                    () -> {
                        throw new AssertionError("none");
                    });
        }
    }

    @Test
    void an_invariant_that_throws_an_error_does_not_hold() {
        assertSays(ClaimsWithAnError.class, FindingKind.INVARIANT_VIOLATED, "AssertionError: none");
    }

    static final class Asserts implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        assert Thread.currentThread() == null : "mine";
                    });
        }
    }

    @Test
    void assertions_of_a_scenario_count() {
        assertSays(Asserts.class, FindingKind.UNCAUGHT_EXCEPTION, "AssertionError: mine");
    }

    static final class WaitsForNobody implements Scenario {
        private volatile boolean stop;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        while (!stop) {}
                    });
        }
    }

    @Test
    void a_loop_that_nobody_ends_is_a_livelock_and_says_where() {
        assertSays(
                WaitsForNobody.class,
                FindingKind.LIVELOCK,
                "a in MistakesTest$WaitsForNobody.lambda$prepare$",
                "repeats the same steps forever, and nothing changes");
    }

    abstract static class HalfDone implements Scenario {}

    static final class CannotBeLoaded implements Scenario {
        private static final int VALUE = Integer.parseInt("");

        @Override
        public void prepare(Plan plan) {
            plan.show("value", () -> VALUE);
        }
    }

    @Test
    void a_class_that_cannot_be_made_is_no_scenario() {
        ScenarioException half =
                assertThrows(ScenarioException.class, () -> explore(HalfDone.class));
        assertTrue(half.getMessage().endsWith("is abstract; name a class of it"));
        assertSays(
                CannotBeLoaded.class,
                FindingKind.UNCAUGHT_EXCEPTION,
                "main: java.lang.ExceptionInInitializerError",
                "MistakesTest$CannotBeLoaded");
    }
}
