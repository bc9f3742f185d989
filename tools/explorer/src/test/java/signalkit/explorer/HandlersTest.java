package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.assertFails;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Pipe;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A signal is tried at moments that no other thread's steps would show. */
class HandlersTest {
    private static Result explore(Class<? extends Scenario> type) {
        Bounds bounds = Bounds.DEFAULT.withTime(Duration.ofSeconds(20));
        return Explorer.explore(ScenarioCode.of(type), bounds);
    }

    /** Only the two handlers use the counter, and both run on main. */
    static class Nested implements Scenario {
        private int count;

        @Override
        public void prepare(Plan plan) {
            Sigaction action = action(Sigaction.handler(signal -> count++));
            Signals.sigaction(Signal.INT, action);
            Signals.sigaction(Signal.TERM, action);
            plan.signal(Signal.INT, "main");
            plan.signal(Signal.TERM, "main");
            plan.atEnd("both handlers count", () -> count == 2);
        }

        Sigaction action(Sigaction plain) {
            return plain;
        }
    }

    static final class Masked extends Nested {
        @Override
        Sigaction action(Sigaction plain) {
            return plain.withMask(Signal.INT, Signal.TERM);
        }
    }

    /** Nothing else uses the memory, and another thread sends the signal twice. */
    static class InterruptsItself implements Scenario {
        private int depth;
        private boolean wasTwo;

        @Override
        public void prepare(Plan plan) {
            Sigaction plain =
                    Sigaction.handler(
                            signal -> {
                                depth++;
                                wasTwo |= depth == 2;
                                depth--;
                            });
            Signals.sigaction(Signal.USR1, action(plain));
            Pthread main = Pthread.self();
            plan.thread(
                    "sender",
                    () -> {
                        Signals.pthreadKill(main, Signal.USR1);
                        Signals.pthreadKill(main, Signal.USR1);
                    });
            plan.atEnd("one handler at a time", () -> !wasTwo);
        }

        Sigaction action(Sigaction plain) {
            return plain.withFlags(Sigaction.Flag.NODEFER);
        }
    }

    static final class BlocksItself extends InterruptsItself {
        @Override
        Sigaction action(Sigaction plain) {
            return plain;
        }
    }

    /** The numbers of real-time signals are larger than those of all others. */
    static final class RealTime implements Scenario {
        private int depth;
        private boolean wasTwo;

        private void use() {
            depth++;
            wasTwo |= depth == 2;
            depth--;
        }

        @Override
        public void prepare(Plan plan) {
            SignalSet itself = SignalSet.of(Signal.INT);
            Signals.sigmask(How.BLOCK, itself);
            Signals.sigaction(Signal.INT, Sigaction.handler(signal -> use()));
            Sigaction first =
                    Sigaction.handler(
                            signal -> {
                                Signals.sigmask(How.UNBLOCK, itself);
                                use();
                            });
            Signals.sigaction(Signal.RTMIN, first);
            Pthread main = Pthread.self();
            plan.thread(
                    "sender",
                    () -> {
                        Signals.pthreadKill(main, Signal.RTMIN);
                        Signals.pthreadKill(main, Signal.INT);
                    });
            plan.atEnd("one handler at a time", () -> !wasTwo);
        }
    }

    /** Real-time signals queue: the second one of two is not lost while the first is pending. */
    static final class Queued implements Scenario {
        private int count;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.RTMIN, Sigaction.handler(signal -> count++));
            plan.signal(Signal.RTMIN, "main");
            plan.signal(Signal.RTMIN, "main");
            plan.atEnd("both are handled", () -> count == 2);
        }
    }

    @Test
    void real_time_signals_do_not_merge() {
        Explored.assertProved(Queued.class);
    }

    @Test
    void handlers_of_real_time_signals_are_others_than_those_above_them() {
        assertFails(RealTime.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_handler_that_does_not_block_its_signal_interrupts_itself() {
        assertFails(InterruptsItself.class, FindingKind.INVARIANT_VIOLATED);
        Explored.assertProved(BlocksItself.class);
    }

    @Test
    void a_handler_interrupts_another_one_where_only_handlers_use_the_memory() {
        Result result = explore(Nested.class);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(FindingKind.INVARIANT_VIOLATED, result.failure().get().finding().kind());
    }

    @Test
    void handlers_that_block_each_other_are_proved() {
        Result result = explore(Masked.class);
        assertTrue(result.isProof(), result::toString);
    }

    /** Empties the pipe before it waits for a byte in it. */
    static final class Emptied implements Scenario {
        private final Pipe pipe = new Pipe();

        @Override
        public void prepare(Plan plan) {
            Sigaction action = Sigaction.handler(signal -> pipe.write((byte) 1));
            Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
            plan.main(
                    () -> {
                        pipe.poll();
                        pipe.read();
                    });
            plan.signal(Signal.TERM, "main");
        }
    }

    @Test
    void a_signal_before_a_poll_is_a_lost_wake_up() {
        Result result = explore(Emptied.class);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(FindingKind.LOST_WAKE_UP, result.failure().get().finding().kind());
    }

    static final class SharedLock implements Scenario {
        private final Mutex jobs = new Mutex("jobs");

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> add()));
            plan.main(this::add);
            plan.signal(Signal.TERM);
        }

        private void add() {
            jobs.lock();
            jobs.unlock();
        }
    }

    @Test
    void both_places_that_lock_are_named_by_their_lines_in_the_scenario() {
        String place = "main at HandlersTest$SharedLock.add(HandlersTest.java:";
        String text =
                explore(SharedLock.class).warnings().stream()
                        .map(each -> each.finding().text())
                        .filter(each -> each.startsWith("jobs is locked in the handler of TERM"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(3, text.split(Pattern.quote(place), -1).length, text);
    }

    /** A handler changes what is the thread's own: a value of a ThreadLocal, or its name. */
    static final class OwnValue implements Scenario {
        private final ThreadLocal<Integer> value = ThreadLocal.withInitial(() -> 0);
        private volatile boolean isHandled;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.USR1,
                    Sigaction.handler(
                            signal -> {
                                value.set(value.get() + 1);
                                isHandled = true;
                            }));
            plan.thread(
                    "a",
                    () -> {
                        value.set(value.get() + 1);
                        boolean mustBeTwo = isHandled;
                        int counted = value.get();
                        if (mustBeTwo && counted == 1) {
                            throw new IllegalStateException("the handler's is lost");
                        }
                    });
            plan.signal(Signal.USR1, "a");
        }
    }

    static final class OwnName implements Scenario {
        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.USR1,
                    Sigaction.handler(signal -> Thread.currentThread().setName("handler")));
            plan.thread(
                    "a",
                    () -> {
                        Thread.currentThread().setName("own");
                        String name = Thread.currentThread().getName();
                        if (!name.equals("own")) {
                            throw new IllegalStateException(name);
                        }
                    });
            plan.signal(Signal.USR1, "a");
        }
    }

    @Test
    void a_handler_comes_between_two_uses_of_what_is_the_threads_own() {
        assertFails(OwnValue.class, FindingKind.UNCAUGHT_EXCEPTION);
        assertFails(OwnName.class, FindingKind.UNCAUGHT_EXCEPTION);
    }

    static final class WaitsInAMonitor implements Scenario {
        private volatile boolean flag;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> flag = true));
            plan.thread("a", this::await);
            plan.signal(Signal.USR1, "a");
        }

        private synchronized void await() {
            while (!flag) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void a_signal_that_no_object_wait_takes_is_named() {
        String text = assertFails(WaitsInAMonitor.class, FindingKind.LOST_WAKE_UP).toString();

        assertTrue(text.contains("USR1 is pending, but a takes no signal in Object.wait"), text);
    }
}
