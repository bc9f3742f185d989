package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.BytePipe;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.life.Jump;
import signalkit.posix.life.Once;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.ThreadLife;
import signalkit.posix.old.OldSignals;

/** Verdicts on what looks harmless: text, the environment, work for others, and calls of POSIX. */
class MoreLeavesTest {
    static class Formatting {
        volatile String seen;

        @HandlerContext
        void onSignal() {
            seen = String.format("%d", 15);
        }
    }

    @Test
    void formatting_is_cold_and_calls_back() {
        assertEquals(
                List.of(
                        "FIRST_USE: Formatting.onSignal() → "
                                + "first call of java.lang.String.format(String, Object[])",
                        "UNVERIFIED: Formatting.onSignal() → java.lang.Object.toString()"),
                Verdicts.on(Formatting.class));
    }

    static class Environment {
        volatile Object seen;

        @HandlerContext
        void variable() {
            seen = System.getenv("HOME");
        }

        @HandlerContext
        void pid() {
            seen = ProcessHandle.current().pid();
        }
    }

    @Test
    void the_pid_is_cold_and_a_variable_of_the_environment_is_fine() {
        assertEquals(
                List.of(
                        "FIRST_USE: Environment.pid() → "
                                + "first call of java.lang.ProcessHandle.current()"),
                Verdicts.on(Environment.class));
    }

    static class ForOthers {
        private final Timer timer = new Timer();

        @HandlerContext
        void schedule() {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {}
                    },
                    1);
        }

        @HandlerContext
        void runAsync() {
            CompletableFuture.runAsync(() -> {});
        }
    }

    @Test
    void handing_work_to_other_threads_takes_locks() {
        assertEquals(
                List.of(
                        "FIRST_USE: ForOthers.schedule() → initialisation of 1",
                        "THREAD: ForOthers.schedule() → java.util.Timer.schedule(TimerTask, long)",
                        "FIRST_USE: ForOthers.schedule() → first call of new java.util.TimerTask()",
                        "FIRST_USE: ForOthers.runAsync() → "
                                + "linkage of a lambda in ForOthers.runAsync()",
                        "THREAD: ForOthers.runAsync() → "
                                + "java.util.concurrent.CompletableFuture.runAsync(Runnable)"),
                Verdicts.on(ForOthers.class));
    }

    static class Sorted {
        static class Key implements Comparable<Key> {
            @Override
            public synchronized int compareTo(Key other) {
                return 0;
            }
        }

        private final TreeMap<Key, String> map = new TreeMap<>();
        private final List<Key> list = new ArrayList<>();
        private final Key key = new Key();
        volatile Object seen;

        @HandlerContext
        void lookUp() {
            seen = map.get(key);
        }

        @HandlerContext
        void sort() {
            Collections.sort(list);
        }

        void normal() {
            list.add(key);
        }
    }

    @Test
    void a_comparison_that_the_jdk_calls_back_is_followed() {
        assertEquals(
                List.of(
                        "SHARED_STATE: Sorted.lookUp() → java.util.TreeMap.get(Object)",
                        "LOCK: Sorted.lookUp() → "
                                + "synchronized Key.compareTo(MoreLeavesTest$Sorted$Key)",
                        "SHARED_STATE: Sorted.sort() → java.util.Collections.sort(List)",
                        "LOCK: Sorted.sort() → synchronized"
                                + " Key.compareTo(MoreLeavesTest$Sorted$Key)"),
                Verdicts.on(Sorted.class));
    }

    static class SharedDeque {
        private final Deque<String> deque = new ArrayDeque<>();

        @HandlerContext
        void onSignal() {
            deque.add("x");
        }

        void normal() {
            deque.poll();
        }
    }

    @Test
    void a_deque_that_others_use_is_shared_state() {
        assertEquals(
                List.of("SHARED_STATE: SharedDeque.onSignal() → java.util.ArrayDeque.add(Object)"),
                Verdicts.on(SharedDeque.class));
    }

    static class Escaping {
        volatile int index;

        @HandlerContext
        void onSignal() {
            if (index > 1) {
                throw new IllegalStateException();
            }
        }
    }

    @Test
    void an_exception_that_leaves_the_handler_is_reported() {
        assertEquals(
                List.of("THROW: Escaping.onSignal() → throw java.lang.IllegalStateException"),
                Verdicts.on(Escaping.class));
    }

    static class ByVarHandle {
        static class State {
            static volatile int value = Integer.getInteger("state", 1);
        }

        private static final VarHandle VALUE;

        static {
            try {
                VALUE = MethodHandles.lookup().findStaticVarHandle(State.class, "value", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @HandlerContext
        void onSignal(Signal signal) {
            VALUE.setVolatile(2);
        }

        void install() {
            Signals.sigaction(Signal.TERM, Sigaction.handler(this::onSignal));
        }
    }

    @Test
    void a_var_handle_links_its_call_and_initialises_the_class_of_a_static_field() {
        String uses = String.join("\n", Verdicts.on(ByVarHandle.class));
        assertTrue(uses.contains("initialisation of State"), uses);
        assertTrue(uses.contains("first call of java.lang.invoke.VarHandle.setVolatile"), uses);
    }

    static class KeepsItsThread {
        private final Thread mine = Thread.currentThread();

        void install() {
            Thread captured = Thread.currentThread();
            Sigaction.handler(signal -> captured.interrupt());
        }

        @HandlerContext
        void onSignal() {
            mine.interrupt();
        }
    }

    @Test
    void a_thread_that_was_kept_may_not_be_the_one_that_runs_the_handler() {
        List<String> violations = Verdicts.on(KeepsItsThread.class);
        String lock = "LOCK: %s → java.lang.Thread.interrupt()";
        assertTrue(violations.contains(lock.formatted("KeepsItsThread.onSignal()")));
        assertTrue(violations.contains(lock.formatted("lambda in KeepsItsThread.install")));
    }

    static class Listed {
        private final Sem sem = new Sem("sem", 0);
        private final BytePipe pipe = new BytePipe("pipe");
        private final byte[] ready = new byte[1];
        private volatile Child child;

        @HandlerContext
        void post() {
            sem.post();
        }

        @HandlerContext
        void write() {
            pipe.writeNow(ready);
        }

        @HandlerContext
        void kill() {
            child.kill(Signal.TERM);
        }
    }

    @Test
    void sem_post_a_write_and_a_kill_are_fine() {
        assertEquals(List.of(), Verdicts.on(Listed.class));
    }

    static class NotListed {
        private final Sem sem = new Sem("sem", 0);
        private final Once once = new Once("once");
        private final ThreadKey<String> key = new ThreadKey<>(value -> {});
        private final Runnable code = () -> {};
        private volatile Jump jump;

        @HandlerContext
        void await() {
            sem.await();
        }

        @HandlerContext
        void once() {
            once.run(code);
        }

        @HandlerContext
        void key() {
            key.get();
        }

        @HandlerContext
        void exit() {
            ThreadLife.exit();
        }

        @HandlerContext
        void cancelTest() {
            ThreadLife.testCancel();
        }

        @HandlerContext
        void jump() {
            jump.siglongjmp(1);
        }

        @HandlerContext
        void hold() {
            OldSignals.sighold(Signal.TERM);
        }
    }

    @Test
    void other_waits_ends_and_jumps_are_not() {
        assertEquals(
                List.of(
                        "BLOCK: NotListed.await() → signalkit.posix.ipc.Sem.await()",
                        "LOCK: NotListed.once() → signalkit.posix.life.Once.run(Runnable)",
                        "SHARED_STATE: NotListed.key() → signalkit.posix.life.ThreadKey.get()",
                        "EXIT: NotListed.exit() → signalkit.posix.life.ThreadLife.exit()",
                        "SHARED_STATE: NotListed.cancelTest() → "
                                + "signalkit.posix.life.ThreadLife.testCancel()",
                        "THROW: NotListed.jump() → signalkit.posix.life.Jump.siglongjmp(int)",
                        "SHARED_STATE: NotListed.hold() → "
                                + "signalkit.posix.old.OldSignals.sighold(Signal)"),
                Verdicts.on(NotListed.class));
    }

    static class Registered {
        private final Sem sem = new Sem("sem", 0);

        void register() {
            OldSignals.signal(Signal.INT, signal -> sem.await());
            OldSignals.sigset(Signal.HUP, signal -> sem.await());
            Sigaction.siginfo(info -> sem.await());
        }
    }

    @Test
    void handlers_of_signal_sigset_and_siginfo_are_found() {
        assertEquals(3, Verdicts.handlersOf(Registered.class).size());
    }
}
