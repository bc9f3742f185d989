package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Callback;
import groovy.lang.Closure;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Registrations whose handler is hard to see: found, or named as one that cannot be seen. */
public class UnseenHandlersTest {
    static final String UNSEEN = "UNVERIFIED: a handler registered in ";

    static class FromMap {
        private final Map<String, SignalHandler> handlers = new HashMap<>();

        void install() {
            Signal.handle(new Signal("TERM"), handlers.get("TERM"));
        }
    }

    @Test
    void a_handler_out_of_a_map_is_named_as_unseen() {
        assertEquals(List.of(UNSEEN + "FromMap.install() → its code"), Verdicts.on(FromMap.class));
    }

    /** Anyone may call it. */
    public static class PublicRegistrar {
        /** Registers what it is given. */
        public static void on(String name, SignalHandler handler) {
            Signal.handle(new Signal(name), handler);
        }
    }

    @Test
    void what_others_pass_to_a_public_registrar_is_unseen() {
        assertEquals(
                List.of(UNSEEN + "PublicRegistrar.on(String, SignalHandler) → its code"),
                Verdicts.on(PublicRegistrar.class));
    }

    static class Restored {
        private SignalHandler before;

        void run(SignalHandler own) {
            before = Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
            Signal.handle(new Signal("INT"), before);
        }
    }

    @Test
    void to_put_the_old_handler_back_registers_nothing_new() {
        assertEquals(List.of(), Verdicts.handlersOf(Restored.class));
    }

    static class ByProxy {
        private static volatile boolean flag;

        static void install() throws ReflectiveOperationException {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            ByProxy.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                System.out.println("caught");
                                return null;
                            });
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("TERM"), proxy);
        }
    }

    @Test
    void a_proxy_that_is_registered_by_reflection_is_found() {
        assertEquals(List.of("lambda in ByProxy.install"), Verdicts.handlersOf(ByProxy.class));
        assertTrue(Verdicts.on(ByProxy.class).get(0).startsWith("IO: "));
    }

    static class ByReflection {
        static void install(Object handler) throws ReflectiveOperationException {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), handler);
        }
    }

    @Test
    void a_registration_by_reflection_is_named() {
        assertEquals(
                List.of(UNSEEN + "ByReflection.install(Object) → its code"),
                Verdicts.on(ByReflection.class));
    }

    static class ByReflectionOfItsOwn {
        static class Prints implements SignalHandler {
            @Override
            public void handle(Signal signal) {
                System.out.println("caught");
            }
        }

        static void install() throws ReflectiveOperationException {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object term = signal.getConstructor(String.class).newInstance("TERM");
            signal.getMethod("handle", signal, type).invoke(null, term, new Prints());
        }
    }

    @Test
    void a_handler_of_the_program_counts_as_registered_by_reflection() {
        List<String> violations = Verdicts.on(ByReflectionOfItsOwn.class);
        String io = "IO: Prints.handle(Signal) → java.io.PrintStream.println(String)";
        String place = "ByReflectionOfItsOwn.install() → its code";
        assertTrue(violations.contains(io), "" + violations);
        assertTrue(violations.contains(UNSEEN + place), "" + violations);
    }

    static class AsksOnly {
        static boolean isThere() {
            try {
                Class.forName("sun.misc.Signal");
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @Test
    void to_ask_whether_the_class_is_there_registers_nothing() {
        assertEquals(List.of(), Verdicts.handlersOf(AsksOnly.class));
    }

    static class ByNameInAField {
        static class Names {
            static String signal = "sun.misc.Signal";
        }

        static void install(Object handler) throws ReflectiveOperationException {
            Method handle = Class.forName(Names.signal).getMethods()[0];
            handle.invoke(null, handler);
        }
    }

    @Test
    void a_name_that_other_code_may_load_is_named() {
        assertEquals(
                List.of(UNSEEN + "static initialiser of Names → its code"),
                Verdicts.on(ByNameInAField.class));
    }

    static class ByNameOfAHelper {
        static Object call(String type, String method, Object... arguments) {
            return type + method;
        }

        static void install(Object handler) {
            call("sun.misc.Signal", "handle", handler);
        }
    }

    @Test
    void a_name_that_is_passed_to_a_helper_is_named() {
        assertEquals(
                List.of(UNSEEN + "ByNameOfAHelper.install(Object) → its code"),
                Verdicts.on(ByNameOfAHelper.class));
    }

    static class AsksByName {
        static boolean isSignal(Class<?> type) {
            return "sun.misc.Signal".equals(type.getName());
        }
    }

    @Test
    void to_compare_the_name_registers_nothing() {
        assertEquals(List.of(), Verdicts.handlersOf(AsksByName.class));
    }

    static class MapOfAll {
        static class Quiet implements SignalHandler {
            @Override
            public void handle(Signal signal) {}
        }

        private final Map<String, SignalHandler> handlers = new HashMap<>();

        MapOfAll() {
            handlers.put("TERM", signal -> System.out.println("caught"));
            handlers.put("INT", new Quiet());
        }

        void install() {
            handlers.forEach((name, handler) -> Signal.handle(new Signal(name), handler));
        }
    }

    @Test
    void what_a_program_may_put_into_a_map_of_handlers_is_checked() {
        List<String> violations = Verdicts.on(MapOfAll.class);
        String io = "IO: lambda in MapOfAll.new → java.io.PrintStream.println(String)";
        String unseen = UNSEEN + "MapOfAll.install() → its code";
        assertEquals(
                List.of(
                        "Quiet.handle(Signal)",
                        "a handler registered in MapOfAll.install()",
                        "lambda in MapOfAll.new"),
                Verdicts.handlersOf(MapOfAll.class).stream().sorted().toList());
        assertTrue(violations.contains(io), "" + violations);
        assertTrue(violations.contains(unseen), "" + violations);
    }

    static class ByReferenceToTheRegistrar {
        void install(Map<Signal, SignalHandler> handlers) {
            handlers.forEach(Signal::handle);
        }
    }

    @Test
    void a_reference_to_the_registrar_registers_what_somebody_passes_to_it() {
        assertEquals(
                List.of(UNSEEN + "ByReferenceToTheRegistrar.install(Map) → its code"),
                Verdicts.on(ByReferenceToTheRegistrar.class));
    }

    static class ThroughAnInterface {
        interface Registry {
            void on(SignalHandler handler);
        }

        static class ForTerm implements Registry {
            @Override
            public void on(SignalHandler handler) {
                Signal.handle(new Signal("TERM"), handler);
            }
        }

        private final Registry registry = new ForTerm();

        void install() {
            new ForTerm().on(signal -> {});
            registry.on(signal -> System.out.println("caught"));
        }
    }

    @Test
    void a_registrar_that_is_called_by_its_interface_registers_too() {
        assertEquals(
                List.of(
                        "lambda 1 in ThroughAnInterface.install",
                        "lambda 2 in ThroughAnInterface.install"),
                Verdicts.handlersOf(ThroughAnInterface.class).stream().sorted().toList());
    }

    /** What Groovy makes of {@code Signal.handle(new Signal("TERM"), { println it })}. */
    static class GroovyScript {
        static class Closure1 extends Closure {
            public Object doCall(Object signal) {
                System.out.println(signal);
                return null;
            }

            public Object doCall() {
                return doCall(null);
            }
        }

        void run() {
            Signal.handle(
                    new Signal("TERM"),
                    (SignalHandler)
                            ScriptBytecodeAdapter.asType(new Closure1(), SignalHandler.class));
        }
    }

    @Test
    void a_closure_of_groovy_is_found() {
        assertEquals(List.of("Closure1.doCall(Object)"), Verdicts.handlersOf(GroovyScript.class));
        assertTrue(Verdicts.on(GroovyScript.class).get(0).startsWith("IO: "));
    }

    static class AnyClosure {
        void run(Closure closure) {
            Signal.handle(
                    new Signal("TERM"),
                    (SignalHandler) ScriptBytecodeAdapter.asType(closure, SignalHandler.class));
        }
    }

    @Test
    void a_closure_that_is_given_is_named_as_unseen() {
        assertEquals(
                List.of(UNSEEN + "AnyClosure.run(Closure) → its code"),
                Verdicts.on(AnyClosure.class));
    }

    static class ThroughJna {
        interface Handler extends Callback {
            void invoke(int number);
        }

        interface Libc {
            Handler signal(int number, Handler handler);
        }

        private final Libc libc = null;

        void install() {
            libc.signal(15, number -> System.out.println("caught"));
        }
    }

    @Test
    void what_jna_gives_to_the_c_library_is_a_handler() {
        assertEquals(
                List.of("lambda in ThroughJna.install"), Verdicts.handlersOf(ThroughJna.class));
        assertTrue(Verdicts.on(ThroughJna.class).get(0).startsWith("IO: "));
    }
}
