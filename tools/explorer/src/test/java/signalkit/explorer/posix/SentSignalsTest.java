package signalkit.explorer.posix;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.time.Alarms;

/** What a thread, a timer or a child sends comes at as many moments as what arrives. */
class SentSignalsTest {
    /** Another thread sends a signal to main, whose handler uses what main uses. */
    abstract static class Sent implements Scenario {
        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(signal(), Sigaction.handler(each -> handle()));
            Pthread main = Pthread.self();
            plan.main(() -> run(main));
            plan.atEnd("the handler sees no half of a call", this::holds);
        }

        Signal signal() {
            return Signal.USR1;
        }

        void run(Pthread main) {
            Pthread sender = Pthread.create("sender", () -> Signals.pthreadKill(main, Signal.USR1));
            use();
            sender.join();
        }

        boolean holds() {
            return true;
        }

        abstract void use();

        abstract void handle();
    }

    static class Deque extends Sent {
        private final Queue<Integer> queue = queue();

        Queue<Integer> queue() {
            return new ArrayDeque<>();
        }

        @Override
        void use() {
            queue.add(1);
        }

        @Override
        void handle() {
            queue.poll();
        }
    }

    /** The model of a queue takes a lock inside. */
    static final class Blocking extends Deque {
        @Override
        Queue<Integer> queue() {
            return new ArrayBlockingQueue<>(2);
        }
    }

    static final class Blocked extends Deque {
        @Override
        void use() {
            SignalSet old = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.USR1));
            super.use();
            Signals.sigmask(How.SETMASK, old);
        }
    }

    static final class ByTimer extends Deque {
        @Override
        Signal signal() {
            return Signal.ALRM;
        }

        @Override
        void run(Pthread main) {
            Alarms.alarm(1);
            use();
        }
    }

    static final class ByChild extends Deque {
        @Override
        Signal signal() {
            return Signal.CHLD;
        }

        @Override
        void run(Pthread main) {
            Child.fork("child", () -> WaitStatus.exited(0));
            use();
        }
    }

    /** Main may enter its monitor again. */
    static final class Guarded extends Sent {
        private final Vector<Integer> pair = new Vector<>(List.of(1, 1));
        private boolean isTorn;

        @Override
        void use() {
            pair.replaceAll(each -> each + 1);
        }

        @Override
        void handle() {
            isTorn |= !pair.get(0).equals(pair.get(1));
        }

        @Override
        boolean holds() {
            return !isTorn;
        }
    }

    @Test
    void a_signal_that_a_thread_sends_comes_into_the_middle_of_a_call() {
        assertFails(Deque.class, FindingKind.LIBRARY_CALL_REENTERED);
        assertFails(Blocking.class, FindingKind.LIBRARY_CALL_REENTERED);
        assertFails(Guarded.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_signal_of_a_timer_or_a_child_comes_into_the_middle_of_a_call() {
        assertFails(ByTimer.class, FindingKind.LIBRARY_CALL_REENTERED);
        assertFails(ByChild.class, FindingKind.LIBRARY_CALL_REENTERED);
    }

    @Test
    void a_signal_that_is_blocked_meanwhile_does_not() {
        assertProved(Blocked.class);
    }

    /** The waits of java.util.concurrent let handlers run, whoever sends the signal. */
    static final class Waits implements Scenario {
        private final Semaphore permits = new Semaphore(0);

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(each -> permits.release()));
            plan.main(
                    () -> {
                        Pthread waiter = Pthread.create("waiter", permits::acquireUninterruptibly);
                        Signals.pthreadKill(waiter, Signal.USR1);
                        waiter.join();
                    });
        }
    }

    @Test
    void a_signal_that_is_sent_runs_its_handler_on_a_thread_that_waits() {
        assertProved(Waits.class);
    }
}
