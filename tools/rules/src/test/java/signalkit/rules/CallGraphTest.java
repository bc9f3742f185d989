package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** Which code a handler reaches: the shapes of a call graph, each bad and good. */
class CallGraphTest {
    static class Locks {
        static final ReentrantLock LOCK = new ReentrantLock();
        static volatile boolean flag;

        static void bad() {
            LOCK.lock();
        }

        static void good() {
            flag = true;
        }
    }

    static final String LOCKS = "java.util.concurrent.locks.ReentrantLock.lock()";

    static class DirectCall {
        @HandlerContext
        void onSignal() {
            System.out.println("caught");
        }
    }

    @Test
    void a_direct_unsafe_call_is_reported() {
        assertEquals(
                List.of("IO: DirectCall.onSignal() → java.io.PrintStream.println(String)"),
                Verdicts.on(DirectCall.class));
    }

    static class OneHop {
        @HandlerContext
        void onSignal() {
            helper();
        }

        private void helper() {
            System.out.println("caught");
        }
    }

    @Test
    void one_hop_is_named_with_file_and_line() {
        String text = Verdicts.textsOn(OneHop.class).get(0);
        assertTrue(
                text.matches(
                        "(?s).*  at OneHop.onSignal\\(CallGraphTest.java:\\d+\\)\n"
                                + " *at OneHop.helper\\(CallGraphTest.java:\\d+\\)\n.*"),
                text);
    }

    static class SharedTail {
        private final ReentrantLock lock = new ReentrantLock();

        @HandlerContext
        void onSignal() {
            a();
            c();
        }

        private void a() {
            b();
        }

        private void b() {
            c();
        }

        private void c() {
            lock.lock();
        }
    }

    @Test
    void a_shared_tail_is_reported_once_by_the_shortest_chain() {
        assertEquals(
                List.of("LOCK: SharedTail.onSignal() → " + LOCKS), Verdicts.on(SharedTail.class));
        assertTrue(!Verdicts.textsOn(SharedTail.class).get(0).contains("SharedTail.b("));
    }

    static class TwoLines {
        @HandlerContext
        void onSignal() {
            System.out.println("one");
            System.out.println("two");
        }
    }

    @Test
    void the_same_bad_call_on_two_lines_is_two_violations() {
        assertEquals(2, Verdicts.on(TwoLines.class).size());
    }

    static class SelfRecursion {
        @HandlerContext
        void onSignal() {
            helper(2);
        }

        private void helper(int depth) {
            if (depth > 0) {
                System.out.println("caught");
                helper(depth - 1);
                onSignal();
            }
        }
    }

    @Test
    void recursion_ends_and_reports_once() {
        assertEquals(1, Verdicts.on(SelfRecursion.class).size());
    }

    static class MutualRecursion {
        private volatile int depth;

        @HandlerContext
        void onSignal() {
            a(3);
        }

        private void a(int n) {
            depth = n;
            if (n > 0) {
                b(n - 1);
            }
        }

        private void b(int n) {
            a(n);
        }
    }

    @Test
    void mutual_recursion_of_safe_code_is_fine() {
        assertEquals(List.of(), Verdicts.on(MutualRecursion.class));
    }

    static class OneBadImplementation {
        interface Task {
            void go();
        }

        static class Good implements Task {
            volatile boolean done;

            @Override
            public void go() {
                done = true;
            }
        }

        static class Bad implements Task {
            @Override
            public synchronized void go() {}
        }

        volatile Task task;

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void one_bad_implementation_of_an_interface_is_named() {
        assertEquals(
                List.of(
                        "LOCK: OneBadImplementation.onSignal() → synchronized"
                                + " OneBadImplementation$Bad.go()"),
                Verdicts.on(OneBadImplementation.class).stream()
                        .map(
                                line ->
                                        line.replace(
                                                "synchronized Bad",
                                                "synchronized" + " OneBadImplementation$Bad"))
                        .toList());
    }

    static class GoodImplementations {
        interface Task {
            void go();
        }

        static class One implements Task {
            volatile boolean done;

            @Override
            public void go() {
                done = true;
            }
        }

        static class Two extends One {}

        volatile Task task;

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void good_implementations_of_an_interface_are_fine() {
        assertEquals(List.of(), Verdicts.on(GoodImplementations.class));
    }

    static class ExactReceiver {
        interface Task {
            void go();
        }

        static class Good implements Task {
            volatile boolean done;

            @Override
            public void go() {
                done = true;
            }
        }

        static class Bad implements Task {
            @Override
            public synchronized void go() {}
        }

        private final Task task = new Good();

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void an_implementation_that_the_field_never_holds_is_not_blamed() {
        assertEquals(List.of(), Verdicts.on(ExactReceiver.class));
    }

    static class NoImplementation {
        interface Task {
            void go();
        }

        volatile Task task;

        @HandlerContext
        void onSignal() {
            task.go();
        }
    }

    @Test
    void a_call_without_any_known_implementation_cannot_be_verified() {
        assertEquals(
                List.of("UNVERIFIED: NoImplementation.onSignal() → Task.go()"),
                Verdicts.on(NoImplementation.class));
    }

    static class SuperCall {
        static class Base {
            synchronized void go() {}
        }

        static class Derived extends Base {
            @Override
            @HandlerContext
            void go() {
                super.go();
            }
        }
    }

    @Test
    void a_super_call_leads_to_the_base() {
        assertEquals(
                List.of("LOCK: Derived.go() → synchronized Base.go()"),
                Verdicts.on(SuperCall.class));
    }

    static class Reflection {
        volatile Method method;
        volatile MethodHandle handle;

        @HandlerContext
        void byMethod() throws ReflectiveOperationException {
            method.invoke(null);
        }

        @HandlerContext
        void byHandle() throws Throwable {
            handle.invokeExact();
        }
    }

    @Test
    void reflection_cannot_be_verified() {
        assertEquals(
                List.of(
                        "UNVERIFIED: Reflection.byMethod() →"
                                + " java.lang.reflect.Method.invoke(Object, Object[])",
                        "UNVERIFIED: Reflection.byHandle() →"
                                + " java.lang.invoke.MethodHandle.invokeExact()"),
                Verdicts.on(Reflection.class));
    }

    static class Native {
        native void poke();

        @HandlerContext
        void onSignal() {
            poke();
        }
    }

    @Test
    void native_code_cannot_be_verified() {
        assertEquals(
                List.of("UNVERIFIED: Native.onSignal() → native Native.poke()"),
                Verdicts.on(Native.class));
    }
}
