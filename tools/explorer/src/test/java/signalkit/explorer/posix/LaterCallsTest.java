package signalkit.explorer.posix;

import org.junit.jupiter.api.Test;
import signalkit.explorer.Explored;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.ThreadLife;
import signalkit.posix.old.OldSignals;

/** The old calls, keys and stopped children: a broken program of each, and a right one. */
class LaterCallsTest {
    /** Waits until a handler has run, with what is left of the old calls. */
    abstract static class OldWait implements Scenario {
        private volatile boolean caught;

        /** USR1 is held, and has not come. */
        abstract void await();

        @Override
        public void prepare(Plan plan) {
            OldSignals.sigset(Signal.USR1, signal -> caught = true);
            plan.main(
                    () -> {
                        OldSignals.sighold(Signal.USR1);
                        while (!caught) {
                            await();
                        }
                    });
            plan.signal(Signal.USR1);
        }
    }

    static final class RelseThenPause extends OldWait {
        @Override
        void await() {
            OldSignals.sigrelse(Signal.USR1);
            Signals.pause();
            OldSignals.sighold(Signal.USR1);
        }
    }

    static final class Sigpause extends OldWait {
        @Override
        void await() {
            Signals.sigpause(Signal.USR1);
        }
    }

    /** What a thread has counted has to reach the sum, also when it is cancelled. */
    abstract static class OwnCounts implements Scenario {
        private final Mutex mutex = new Mutex("mutex");
        private final Sem counted = new Sem("counted", 0);
        private final Sem never = new Sem("never", 0);
        private int sum;

        abstract boolean hasDestructor();

        private void add(Integer count) {
            mutex.lock();
            sum += count;
            mutex.unlock();
        }

        @Override
        public void prepare(Plan plan) {
            ThreadKey<Integer> count = new ThreadKey<>(hasDestructor() ? this::add : ignored -> {});
            plan.main(
                    () -> {
                        Pthread worker =
                                Pthread.create(
                                        "worker",
                                        () -> {
                                            count.set(1);
                                            counted.post();
                                            never.await();
                                            add(hasDestructor() ? 0 : count.get());
                                        });
                        counted.await();
                        ThreadLife.cancel(worker);
                        worker.join();
                    });
            plan.atEnd("the count of the worker is in the sum", () -> sum == 1);
        }
    }

    static final class AddsAtTheEnd extends OwnCounts {
        @Override
        boolean hasDestructor() {
            return false;
        }
    }

    static final class AddsInADestructor extends OwnCounts {
        @Override
        boolean hasDestructor() {
            return true;
        }
    }

    /** A handler takes each CHLD for the end of a child. */
    abstract static class CountsEnds implements Scenario {
        private volatile int ends;

        abstract Sigaction.Flag flag();

        @Override
        public void prepare(Plan plan) {
            Sigaction counts = Sigaction.handler(signal -> ends++);
            Signals.sigaction(Signal.CHLD, counts.withFlags(Sigaction.Flag.RESTART, flag()));
            plan.main(
                    () -> {
                        Child child = Child.fork("child", CountsEnds::pauses);
                        child.kill(Signal.STOP);
                        child.kill(Signal.CONT);
                        child.kill(Signal.TERM);
                        Child.waitpid(child.pid(), 0);
                    });
            plan.atEnd("one child has ended", () -> ends == 1);
        }

        private static WaitStatus pauses() {
            while (true) {
                Signals.pause();
            }
        }
    }

    static final class WithStops extends CountsEnds {
        @Override
        Sigaction.Flag flag() {
            return Sigaction.Flag.RESTART;
        }
    }

    static final class WithoutStops extends CountsEnds {
        @Override
        Sigaction.Flag flag() {
            return Sigaction.Flag.NOCLDSTOP;
        }
    }

    @Test
    void signal_between_sigrelse_and_pause_is_lost() {
        Explored.assertFails(RelseThenPause.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void sigpause_loses_none() {
        Explored.assertProved(Sigpause.class);
    }

    @Test
    void thread_that_is_cancelled_does_not_come_to_its_end() {
        Explored.assertFails(AddsAtTheEnd.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void destructor_of_a_key_runs_in_every_order() {
        Explored.assertProved(AddsInADestructor.class);
    }

    @Test
    void stop_of_a_child_is_taken_for_its_end() {
        Explored.assertFails(WithStops.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void nocldstop_leaves_the_ends() {
        Explored.assertProved(WithoutStops.class);
    }
}
