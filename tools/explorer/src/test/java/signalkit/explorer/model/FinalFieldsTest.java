package signalkit.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;

/** A final field is a field like any other for threads that see its object before it is made. */
class FinalFieldsTest {
    static final class Early {
        static volatile Early published;

        final int value;

        Early() {
            published = this;
            value = 1;
        }
    }

    static final class ReadsEarly implements Scenario {
        private int seen = -1;

        @Override
        public void prepare(Plan plan) {
            plan.thread("makes", Early::new);
            plan.thread(
                    "reads",
                    () -> {
                        Early early = Early.published;
                        if (early != null) {
                            seen = early.value;
                        }
                    });
            plan.show("seen", () -> seen);
        }
    }

    @Test
    void a_field_is_seen_unset_when_the_constructor_lets_its_object_escape() {
        Result result = Explored.exploreWithRaces(ReadsEarly.class, Explored.BOUNDS);

        assertEquals(Set.of("seen=-1", "seen=0", "seen=1"), result.outcomes());
    }

    @Test
    void to_read_it_then_is_a_data_race() {
        Explored.assertFails(ReadsEarly.class, FindingKind.DATA_RACE);
    }

    /** Its constructor runs before the fields of subclasses are set. */
    static class Registers {
        static volatile Registers last;

        Registers() {
            last = this;
        }

        int value() {
            return 1;
        }
    }

    static final class Registered extends Registers {
        private final int value;

        Registered(int value) {
            this.value = value;
        }

        @Override
        int value() {
            return value;
        }
    }

    static final class ReadsSubclass implements Scenario {
        private int seen = 1;

        @Override
        public void prepare(Plan plan) {
            plan.thread("makes", () -> new Registered(1));
            plan.thread(
                    "reads",
                    () -> {
                        Registers last = Registers.last;
                        if (last != null) {
                            seen = last.value();
                        }
                    });
            plan.atEnd("the field was set", () -> seen == 1);
        }
    }

    @Test
    void a_superclass_may_let_it_escape() {
        Set<String> outcomes =
                Explored.exploreWithRaces(ReadsSubclass.class, Explored.BOUNDS).outcomes();

        assertTrue(outcomes.contains("invariant violated"), outcomes::toString);
    }

    /** Passes itself on, after all is set. */
    static final class Late {
        static volatile Late published;

        final int value;

        Late() {
            value = 1;
            published = this;
        }
    }

    static final class ReadsLate implements Scenario {
        private int seen = 1;

        @Override
        public void prepare(Plan plan) {
            plan.thread("makes", Late::new);
            plan.thread(
                    "reads",
                    () -> {
                        Late late = Late.published;
                        if (late != null) {
                            seen = late.value;
                        }
                    });
            plan.atEnd("the field was set", () -> seen == 1);
        }
    }

    @Test
    void a_field_that_is_set_before_cannot_be_seen_unset() {
        Explored.assertProved(ReadsLate.class);
    }

    /** What is set after the escape, and handed over after that, needs no point. */
    static final class Shared {
        private final Runnable task = this::run;
        final int value;

        Shared() {
            value = 1;
        }

        private void run() {}
    }

    static final class HandsOver implements Scenario {
        private volatile Shared shared;
        private int seen = 1;

        @Override
        public void prepare(Plan plan) {
            plan.thread("makes", () -> shared = new Shared());
            plan.thread(
                    "reads",
                    () -> {
                        if (shared != null) {
                            seen = shared.value;
                        }
                    });
            plan.atEnd("the field was set", () -> seen == 1);
        }
    }

    /** The same with a field that nobody sets. */
    static final class HandsOverNothing implements Scenario {
        private volatile Object shared;
        private int seen = 1;

        @Override
        public void prepare(Plan plan) {
            plan.thread("makes", () -> shared = new Object());
            plan.thread(
                    "reads",
                    () -> {
                        if (shared != null && shared.getClass() == Object.class) {
                            seen = 1;
                        }
                    });
        }
    }

    @Test
    void a_field_that_nobody_sees_unset_costs_no_schedule() {
        Result result = Explored.explore(HandsOver.class);

        assertTrue(result.isProof(), result::toString);
        assertEquals(
                Explored.explore(HandsOverNothing.class).statistics().runs(),
                result.statistics().runs());
    }
}
