package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signals;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What counts as a handler. */
class RootsTest {
    static class AnnotatedMethod {
        @HandlerContext
        void onSignal() {}

        void other() {
            System.out.println();
        }
    }

    @Test
    void an_annotated_method_is_a_handler() {
        assertEquals(
                List.of("AnnotatedMethod.onSignal()"), Verdicts.handlersOf(AnnotatedMethod.class));
    }

    @HandlerContext
    static class AnnotatedClass {
        AnnotatedClass() {
            System.out.println("the constructor runs before");
        }

        void onTerm() {}

        private void onInt() {}
    }

    @Test
    void all_methods_of_an_annotated_class_are_handlers() {
        assertEquals(
                List.of("AnnotatedClass.onTerm()", "AnnotatedClass.onInt()"),
                Verdicts.handlersOf(AnnotatedClass.class));
    }

    static class AnnotatedInterface {
        interface Handler {
            @HandlerContext
            void handle();
        }

        static class Impl implements Handler {
            @Override
            public synchronized void handle() {}
        }

        static class Sub extends Impl {
            @Override
            public void handle() {}
        }
    }

    @Test
    void every_override_of_an_annotated_interface_method_is_a_handler() {
        assertEquals(
                List.of("Impl.handle()", "Sub.handle()"),
                Verdicts.handlersOf(AnnotatedInterface.class));
        assertEquals(
                List.of("LOCK: Impl.handle() → synchronized Impl.handle()"),
                Verdicts.on(AnnotatedInterface.class));
    }

    static class DroppedAnnotation {
        static class Base {
            @HandlerContext
            void handle() {}
        }

        static class Sub extends Base {
            @Override
            void handle() {
                System.out.println();
            }
        }

        static class Unrelated {
            void handle() {
                System.out.println();
            }
        }
    }

    @Test
    void an_override_that_drops_the_annotation_stays_a_handler() {
        assertEquals(
                List.of("Base.handle()", "Sub.handle()"),
                Verdicts.handlersOf(DroppedAnnotation.class));
    }

    static class GenericBridge {
        interface Handler<T> {
            @HandlerContext
            void handle(T signal);
        }

        static class Impl implements Handler<String> {
            @Override
            public void handle(String signal) {
                System.out.println(signal);
            }
        }
    }

    @Test
    void a_bridge_leads_to_the_method_that_was_written() {
        assertEquals(List.of("Impl.handle(String)"), Verdicts.handlersOf(GenericBridge.class));
        assertEquals(1, Verdicts.on(GenericBridge.class).size());
    }

    static class RegisteredLambda {
        static final Object LOCK = new Object();

        static void install() {
            Runnable before = () -> System.out.println("not a handler");
            before.run();
            Signal.handle(
                    new Signal("TERM"),
                    signal -> {
                        synchronized (LOCK) {
                            LOCK.hashCode();
                        }
                    });
            Runnable after = () -> System.out.println("not a handler either");
            after.run();
        }
    }

    @Test
    void a_registered_lambda_is_told_apart_from_its_neighbours() {
        assertEquals(
                List.of("lambda 2 in RegisteredLambda.install"),
                Verdicts.handlersOf(RegisteredLambda.class));
        assertEquals(
                List.of(
                        "LOCK: lambda 2 in RegisteredLambda.install → synchronized"
                                + " (RegisteredLambda.LOCK)",
                        "UNANNOTATED: lambda 2 in RegisteredLambda.install → registration"),
                Verdicts.on(RegisteredLambda.class));
    }

    static class RegisteredThroughVariable {
        private static void onTerm(Signal signal) {}

        private static void onInt(Signal signal) {}

        static void install(boolean term) {
            SignalHandler handler = term ? RegisteredThroughVariable::onTerm : null;
            if (handler == null) {
                handler = RegisteredThroughVariable::onInt;
            }
            Signal.handle(new Signal("TERM"), handler);
        }
    }

    @Test
    void a_registration_is_followed_through_local_variables() {
        assertEquals(
                List.of(
                        "RegisteredThroughVariable.onTerm(Signal)",
                        "RegisteredThroughVariable.onInt(Signal)"),
                Verdicts.handlersOf(RegisteredThroughVariable.class).stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
    }

    static class RegisteredThroughWrapper {
        private static void onTerm(Signal signal) {}

        static void on(String name, SignalHandler handler) {
            Signal.handle(new Signal(name), handler);
        }

        static void install() {
            on("TERM", RegisteredThroughWrapper::onTerm);
        }
    }

    @Test
    void a_method_that_passes_its_parameter_on_registers_too() {
        assertEquals(
                List.of("RegisteredThroughWrapper.onTerm(Signal)"),
                Verdicts.handlersOf(RegisteredThroughWrapper.class));
    }

    static class RegisteredClass {
        static class Handler implements SignalHandler {
            @Override
            public void handle(Signal signal) {
                System.out.println(signal);
            }
        }

        static void install() {
            Signal.handle(new Signal("TERM"), new Handler());
        }
    }

    @Test
    void a_registered_object_is_a_handler_by_its_class() {
        assertEquals(List.of("Handler.handle(Signal)"), Verdicts.handlersOf(RegisteredClass.class));
    }

    static class RegisteredFromField {
        private final SignalHandler handler = this::onTerm;

        private void onTerm(Signal signal) {}

        void install() {
            Signal.handle(new Signal("TERM"), handler);
        }
    }

    @Test
    void a_registration_is_followed_through_a_field() {
        assertEquals(
                List.of("RegisteredFromField.onTerm(Signal)"),
                Verdicts.handlersOf(RegisteredFromField.class));
    }

    static class KitRegistration {
        volatile boolean stop;

        private void onTerm(signalkit.posix.Signal signal) {
            stop = true;
        }

        void install() {
            Sigaction action = Sigaction.handler(this::onTerm).withFlags(Sigaction.Flag.RESTART);
            Signals.sigaction(signalkit.posix.Signal.TERM, action);
        }
    }

    @Test
    void a_handler_registered_with_the_kit_is_found_and_wants_the_annotation() {
        assertEquals(
                List.of("UNANNOTATED: KitRegistration.onTerm(Signal) → registration"),
                Verdicts.on(KitRegistration.class));
    }

    static class KitLambda {
        volatile boolean stop;

        void install() {
            Signals.sigaction(
                    signalkit.posix.Signal.TERM, Sigaction.handler(signal -> stop = true));
        }
    }

    @Test
    void a_lambda_of_an_annotated_interface_needs_no_annotation() {
        assertEquals(List.of("lambda in KitLambda.install"), Verdicts.handlersOf(KitLambda.class));
        assertEquals(List.of(), Verdicts.on(KitLambda.class));
    }

    static class AnnotatedReference {
        volatile boolean stop;

        @HandlerContext
        private void onTerm(Signal signal) {
            stop = true;
        }

        void install() {
            Signal.handle(new Signal("TERM"), this::onTerm);
        }
    }

    @Test
    void an_annotated_method_that_is_registered_is_fine() {
        assertEquals(List.of(), Verdicts.on(AnnotatedReference.class));
    }

    static class LookAlike {
        static void handle(String name, IntConsumer handler) {
            handler.accept(name.length());
        }

        static void install() {
            handle("TERM", number -> System.out.println(number));
        }
    }

    @Test
    void a_look_alike_of_the_registration_is_none() {
        assertEquals(List.of(), Verdicts.handlersOf(LookAlike.class));
    }

    static class StandardActions {
        static void install() {
            Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
            SignalHandler action = SignalHandler.SIG_DFL;
            Signal.handle(new Signal("INT"), action);
            Signals.sigaction(signalkit.posix.Signal.TERM, Sigaction.IGNORE);
        }
    }

    @Test
    void standard_actions_are_no_handlers() {
        assertEquals(List.of(), Verdicts.handlersOf(StandardActions.class));
    }

    static class ShutdownHook {
        static void install() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye")));
        }
    }

    @Test
    void a_shutdown_hook_is_no_handler() {
        assertEquals(List.of(), Verdicts.handlersOf(ShutdownHook.class));
    }

    static class Reregistration {
        @HandlerContext
        void onSignal(Signal signal) {
            Signal.handle(signal, SignalHandler.SIG_DFL);
        }

        @HandlerContext
        void onKitSignal(signalkit.posix.Signal signal) {
            Signals.sigaction(signal, Sigaction.DEFAULT);
        }
    }

    @Test
    void registering_from_a_handler_is_reported() {
        List<String> violations = Verdicts.on(Reregistration.class);
        assertEquals(2, violations.size(), violations.toString());
        assertTrue(violations.stream().allMatch(f -> f.startsWith("REGISTER: ")));
    }
}
