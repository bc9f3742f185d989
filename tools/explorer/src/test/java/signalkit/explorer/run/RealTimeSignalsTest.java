package signalkit.explorer.run;

import org.junit.jupiter.api.Test;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Real-time signals queue with their values; which schedules differ by them must be told apart. */
class RealTimeSignalsTest {
    /** Two threads send a value each; a handler of main writes down the order. */
    static class TwoSenders implements Scenario {
        private volatile int seen;

        boolean isExpected(int order) {
            return order == 12 || order == 21;
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.RTMIN, Sigaction.siginfo(info -> seen = seen * 10 + info.value()));
            plan.main(
                    () -> {
                        SignalSet queued = SignalSet.of(Signal.RTMIN);
                        Signals.sigmask(How.BLOCK, queued);
                        Pthread first =
                                Pthread.create("first", () -> Signals.sigqueue(Signal.RTMIN, 1));
                        Pthread second =
                                Pthread.create("second", () -> Signals.sigqueue(Signal.RTMIN, 2));
                        first.join();
                        second.join();
                        Signals.sigmask(How.UNBLOCK, queued);
                    });
            plan.atEnd("the order of the values", () -> isExpected(seen));
        }
    }

    static final class FirstOfTwo extends TwoSenders {
        @Override
        boolean isExpected(int order) {
            return order == 12;
        }
    }

    static final class SecondOfTwo extends TwoSenders {
        @Override
        boolean isExpected(int order) {
            return order == 21;
        }
    }

    /** One thread sends two: both are delivered, the first one first. */
    static class TwoOfOne implements Scenario {
        private volatile int seen;

        boolean isExpected(int order) {
            return order == 12;
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.RTMIN, Sigaction.siginfo(info -> seen = seen * 10 + info.value()));
            plan.main(
                    () -> {
                        SignalSet queued = SignalSet.of(Signal.RTMIN);
                        Signals.sigmask(How.BLOCK, queued);
                        Signals.sigqueue(Signal.RTMIN, 1);
                        Signals.sigqueue(Signal.RTMIN, 2);
                        Signals.sigmask(How.UNBLOCK, queued);
                    });
            plan.atEnd("the order of the values", () -> isExpected(seen));
        }
    }

    /** Three wait, and main takes two; a value that comes later must not be forgotten. */
    static class Drains implements Scenario {
        private int sum;

        int expected() {
            return 6;
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        SignalSet queued = SignalSet.of(Signal.RTMIN);
                        Signals.sigmask(How.BLOCK, queued);
                        Pthread sender =
                                Pthread.create(
                                        "sender",
                                        () -> {
                                            Signals.sigqueue(Signal.RTMIN, 1);
                                            Signals.sigqueue(Signal.RTMIN, 2);
                                            Signals.sigqueue(Signal.RTMIN, 3);
                                        });
                        for (int i = 0; i < 3; i++) {
                            var info =
                                    new java.util.concurrent.atomic.AtomicReference<
                                            Sigaction.Siginfo>();
                            Signals.sigwaitinfo(queued, info);
                            sum = sum * 10 + info.get().value();
                        }
                        sender.join();
                    });
            plan.atEnd("all values in order", () -> sum == expected());
        }
    }

    static final class DrainsInOrder extends Drains {
        @Override
        int expected() {
            return 123;
        }
    }

    /** Merging: a standard signal sent twice while it is blocked is delivered once. */
    static final class MergesInstead extends TwoOfOne {
        @Override
        boolean isExpected(int order) {
            return order == 1;
        }
    }

    @Test
    void values_of_two_threads_come_in_either_order() {
        Explored.assertProved(TwoSenders.class);
        Explored.assertFails(FirstOfTwo.class, FindingKind.INVARIANT_VIOLATED);
        Explored.assertFails(SecondOfTwo.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void values_of_one_thread_come_in_their_order() {
        Explored.assertProved(TwoOfOne.class);
        Explored.assertFails(MergesInstead.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void values_that_a_thread_waits_for_are_all_taken() {
        Explored.assertProved(DrainsInOrder.class);
        Explored.assertFails(Drains.class, FindingKind.INVARIANT_VIOLATED);
    }
}
