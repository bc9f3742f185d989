package signalkit.explorer;

import org.junit.jupiter.api.Test;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Signals that arrive while their handler runs, and waits that end for no reason. */
class ArrivalsTest {
    /** The second of two signals that arrive while the first is handled merges with the third. */
    static class ThreeSignals implements Scenario {
        private int count;
        private int other;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.USR1,
                    Sigaction.handler(
                            signal -> {
                                count++;
                                count++;
                            }));
            plan.main(
                    () -> {
                        other = 1;
                        other = 2;
                    });
            for (int i = 0; i < signals(); i++) {
                plan.signal(Signal.USR1, "main");
            }
            plan.atEnd("each signal counts twice", () -> count == 2 * signals());
        }

        int signals() {
            return 3;
        }
    }

    /** One may be pending while the other is handled, and none is lost. */
    static final class TwoSignals extends ThreeSignals {
        @Override
        int signals() {
            return 2;
        }
    }

    /** Nothing else happens, so the first one is not even a choice. */
    static final class OnlySignals implements Scenario {
        private int count;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> count++));
            plan.signal(Signal.USR1, "main");
            plan.signal(Signal.USR1, "main");
            plan.atEnd("each signal counts", () -> count == 2);
        }
    }

    @Test
    void of_two_signals_one_is_lost_where_nothing_else_happens() {
        Explored.assertFails(OnlySignals.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void of_three_signals_one_is_lost_while_the_first_is_handled() {
        Explored.assertFails(ThreeSignals.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** Two that arrive before the first is handled merge, too. */
    @Test
    void of_two_signals_one_is_lost_before_the_first_is_handled() {
        Explored.assertFails(TwoSignals.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** Only between its last step and its end does the thread have the flag set. */
    static final class LastStep implements Scenario {
        private volatile boolean isDone;
        private volatile boolean isSeen;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> isSeen |= isDone));
            plan.thread("last", () -> isDone = true);
            plan.signal(Signal.USR1, "last");
            plan.atEnd("the handler never sees the flag", () -> !isSeen);
        }
    }

    @Test
    void a_signal_arrives_between_the_last_step_of_a_thread_and_its_end() {
        Explored.assertFails(LastStep.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** The program does nothing with signals before the thread may have done its last step. */
    static final class SentAtTheEnd implements Scenario {
        private final Sem last = new Sem("last", 0);
        private boolean isPosted;
        private boolean isSeen;

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Pthread thread = Pthread.create("last", last::post);
                        last.await();
                        isPosted = true;
                        Signals.sigaction(Signal.USR1, Sigaction.handler(s -> isSeen = isPosted));
                        Signals.pthreadKill(thread, Signal.USR1);
                        thread.join();
                    });
            plan.atEnd("the thread ends before its signal", () -> !isSeen);
        }
    }

    @Test
    void a_signal_is_sent_to_a_thread_that_has_done_its_last_step() {
        Explored.assertFails(SentAtTheEnd.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** Relies on a wake-up to mean that the flag is set. */
    static class WaitsOnce implements Scenario {
        final Mutex mutex = new Mutex("flag");
        final Cond cond = new Cond("flag");
        boolean flag;
        boolean seen;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "waiter",
                    () -> {
                        mutex.lock();
                        await();
                        seen = flag;
                        mutex.unlock();
                    });
            plan.thread(
                    "setter",
                    () -> {
                        mutex.lock();
                        flag = true;
                        cond.broadcast();
                        mutex.unlock();
                    });
            plan.atEnd("the flag was seen", () -> seen);
        }

        void await() {
            if (!flag) {
                cond.await(mutex);
            }
        }
    }

    static final class WaitsInALoop extends WaitsOnce {
        @Override
        void await() {
            while (!flag) {
                cond.await(mutex);
            }
        }
    }

    static class Notified implements Scenario {
        private boolean flag;
        private boolean seen;

        private synchronized void await() throws InterruptedException {
            if (!flag) {
                wait();
            }
            seen = flag;
        }

        private synchronized void set() {
            flag = true;
            notifyAll();
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "waiter",
                    () -> {
                        try {
                            await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            plan.thread("setter", this::set);
            plan.atEnd("the flag was seen", () -> seen);
        }
    }

    @Test
    void a_wait_may_end_for_no_reason() {
        Explored.assertFails(WaitsOnce.class, FindingKind.INVARIANT_VIOLATED);
        Explored.assertFails(Notified.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_wait_in_a_loop_does_not_mind() {
        Explored.assertProved(WaitsInALoop.class);
    }

    @Test
    void no_wait_ends_for_no_reason_where_that_is_turned_off() {
        for (Class<? extends Scenario> type : java.util.List.of(WaitsOnce.class, Notified.class)) {
            Bounds bounds = Explored.BOUNDS.withoutSpuriousWakeUps();
            Result result = Explorer.explore(ScenarioCode.of(type), bounds);
            org.junit.jupiter.api.Assertions.assertTrue(result.isProof(), result::toString);
        }
    }

    /** Nobody is left to set the flag: a wake-up for no reason is no way out. */
    static final class Forgotten extends WaitsOnce {
        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        mutex.lock();
                        await();
                        mutex.unlock();
                    });
        }
    }

    @Test
    void a_lost_wake_up_is_still_one() {
        Explored.assertFails(Forgotten.class, FindingKind.LOST_WAKE_UP);
    }

    /** What a thread writes before it sends a signal, the handler may read. */
    static final class Sends implements Scenario {
        private int data;
        private int seen;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> seen = data));
            Pthread main = Pthread.self();
            plan.thread(
                    "a",
                    () -> {
                        data = 1;
                        Signals.pthreadKill(main, Signal.USR1);
                    });
        }
    }

    @Test
    void a_signal_that_is_sent_orders_its_sender_before_its_handler() {
        Explored.assertProved(Sends.class);
    }
}
