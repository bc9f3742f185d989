package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
}
