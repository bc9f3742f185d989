package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** First uses, which take locks: fine only when forced before the handler is registered. */
class FirstUseTest {
    private static List<String> firstUses(Class<?> fixture) {
        return Verdicts.on(fixture).stream().filter(f -> f.startsWith("FIRST_USE")).toList();
    }

    static void register(signalkit.posix.SignalHandler handler) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(handler));
    }

    static class Unforced {
        static class State {
            static volatile int value = Integer.getInteger("state", 1);
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 2;
        }

        void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_class_that_the_handler_is_the_first_to_use_is_reported() {
        assertEquals(
                List.of("FIRST_USE: Unforced.onSignal(Signal) → initialisation of Unforced$State"),
                firstUses(Unforced.class).stream()
                        .map(f -> f.replace("of State", "of Unforced$State"))
                        .toList());
    }

    @Test
    void what_its_initialiser_does_is_reported_too() {
        assertTrue(
                Verdicts.on(Unforced.class).stream()
                        .anyMatch(f -> f.contains("java.lang.Integer.getInteger")));
    }

    static class Forced {
        static class State {
            static volatile int value = Integer.getInteger("state", 1);
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 2;
        }

        void install() {
            State.value = 1;
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_class_that_was_used_before_the_registration_is_fine() {
        assertEquals(List.of(), Verdicts.on(Forced.class));
    }

    static class ForcedOnOneWay {
        static class State {
            static volatile int value;
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 2;
        }

        void install(boolean warm) {
            if (warm) {
                State.value = 1;
            }
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void one_way_around_the_first_use_is_enough_to_report_it() {
        assertEquals(1, firstUses(ForcedOnOneWay.class).size());
    }

    static class ForcedByCaller {
        static class State {
            static volatile int value;
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 2;
        }

        public static void main(String[] arguments) {
            ForcedByCaller server = new ForcedByCaller();
            server.warmUp();
            server.install();
        }

        private void warmUp() {
            State.value = 1;
        }

        private void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_first_use_in_a_helper_of_the_only_caller_counts() {
        assertEquals(List.of(), Verdicts.on(ForcedByCaller.class));
    }

    static class ForcedTooLate {
        static class State {
            static volatile int value;
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 2;
        }

        void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
            State.value = 1;
        }
    }

    @Test
    void a_first_use_after_the_registration_is_too_late() {
        assertEquals(1, firstUses(ForcedTooLate.class).size());
    }

    static class Accumulate {
        private final AtomicInteger count = new AtomicInteger();

        @HandlerContext
        void onSignal(Signal signal) {
            count.updateAndGet(x -> x + 2);
        }

        void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }

        void warmInstall() {
            onSignal(Signal.TERM);
            Signals.sigaction(Signal.INT, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_lambda_links_its_call_site_on_first_use() {
        assertEquals(
                List.of(
                        "FIRST_USE: Accumulate.onSignal(Signal) → linkage of a lambda in"
                                + " Accumulate.onSignal(Signal)"),
                firstUses(Accumulate.class));
    }

    static class DryRun {
        private final AtomicInteger count = new AtomicInteger();

        @HandlerContext
        void onSignal(Signal signal) {
            count.updateAndGet(x -> x + 2);
        }

        void install() {
            onSignal(Signal.TERM);
            Signals.sigaction(Signal.INT, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_dry_run_before_the_registration_forces_all_of_it() {
        assertEquals(List.of(), Verdicts.on(DryRun.class));
    }

    static class BadLambdaForAtomic {
        private final AtomicInteger count = new AtomicInteger();

        @HandlerContext
        void onSignal(Signal signal) {
            count.updateAndGet(
                    x -> {
                        System.out.println(x);
                        return x;
                    });
        }
    }

    @Test
    void the_lambda_given_to_an_atomic_is_checked() {
        assertTrue(
                Verdicts.on(BadLambdaForAtomic.class)
                        .contains(
                                "IO: BadLambdaForAtomic.onSignal(Signal) →"
                                        + " java.io.PrintStream.println(int)"));
    }

    static class Adder {
        private final LongAdder adder = new LongAdder();

        @HandlerContext
        void onSignal(Signal signal) {
            adder.increment();
        }

        void install() {
            adder.increment();
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_long_adder_that_was_used_before_is_fine() {
        assertEquals(List.of(), Verdicts.on(Adder.class));
    }

    enum Colour {
        RED,
        GREEN
    }

    static class EnumSwitch {
        volatile int seen;

        @HandlerContext
        void onSignal(Signal signal) {
            switch (signal) {
                case TERM -> seen = 1;
                case INT -> seen = 2;
                default -> seen = 3;
            }
        }
    }

    /** The compiler makes a class with a table for each class that switches over an enum. */
    @Test
    void a_switch_over_an_enum_initialises_its_table_on_first_use() {
        String found = Verdicts.on(EnumSwitch.class).toString();
        assertTrue(found.contains("EnumSwitch.onSignal(Signal) → initialisation of "), found);
    }

    static class Concatenation {
        volatile String text;

        @HandlerContext
        void onSignal(Signal signal) {
            text = "caught " + signal.number();
        }
    }

    @Test
    void a_concatenation_is_linked_on_first_use_and_allocates() {
        assertEquals(1, firstUses(Concatenation.class).size());
        assertTrue(
                Verdicts.strictOn(Concatenation.class)
                        .contains(
                                "ALLOCATE: Concatenation.onSignal(Signal) → new string"
                                        + " concatenation"));
    }

    static class OwnClass {
        private static volatile int count;

        @HandlerContext
        void onSignal(Signal signal) {
            count = Signal.TERM == signal ? 1 : 2;
        }
    }

    @Test
    void the_handlers_own_class_and_its_arguments_class_are_in_use_already() {
        assertEquals(List.of(), Verdicts.on(OwnClass.class));
    }

    static class LoadsClasses {
        @HandlerContext
        void onSignal() throws ClassNotFoundException {
            Class.forName("signalkit.Absent");
        }
    }

    @Test
    void loading_classes_is_reported() {
        assertEquals(
                List.of("FIRST_USE: LoadsClasses.onSignal() → java.lang.Class.forName(String)"),
                Verdicts.on(LoadsClasses.class));
    }

    static class WithSuperclass {
        static class Base {
            static final Integer SIZE = Integer.getInteger("size", 1);
        }

        interface Defaults {
            Long LONG = Long.getLong("long", 1);

            default void unused() {}
        }

        interface Constants {
            Boolean FLAG = Boolean.getBoolean("flag");
        }

        static class State extends Base implements Defaults, Constants {
            static volatile int value;
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 1;
        }

        void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_first_use_runs_the_initialisers_of_superclasses_and_of_interfaces_with_code() {
        String violations = String.join("\n", Verdicts.on(WithSuperclass.class));
        assertTrue(violations.contains("Integer.getInteger"), violations);
        assertTrue(violations.contains("Long.getLong"), violations);
        assertTrue(!violations.contains("Boolean.getBoolean"), violations);
    }

    static class InheritedStatic {
        static class Base {
            static void touch() {}
        }

        static class State extends Base {
            static volatile int value = Integer.getInteger("state", 1);
        }

        @HandlerContext
        void onSignal(Signal signal) {
            State.value = 1;
        }

        void install() {
            State.touch();
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void to_call_an_inherited_static_method_initialises_only_the_class_that_declares_it() {
        assertEquals(1, firstUses(InheritedStatic.class).size());
    }
}
