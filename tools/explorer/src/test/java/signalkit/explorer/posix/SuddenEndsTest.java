package signalkit.explorer.posix;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Mutex;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.life.Jump;
import signalkit.posix.life.ThreadLife;

/** Code that ends between two of its steps, and invariants that look between them. */
class SuddenEndsTest {
    /** Only one thread uses the number, and what must hold looks at it. */
    abstract static class Half implements Scenario {
        private int number;

        @Override
        public void prepare(Plan plan) {
            setUp(plan);
            plan.atEnd("nothing is half done", () -> number == 0);
        }

        void change() {
            number = 1;
            number = 0;
        }

        abstract void setUp(Plan plan);
    }

    static final class AnotherExits extends Half {
        @Override
        void setUp(Plan plan) {
            plan.thread("changes", this::change);
            plan.thread("exits", () -> System.exit(0));
        }
    }

    static final class AnotherEndsTheProcess extends Half {
        @Override
        void setUp(Plan plan) {
            plan.thread("changes", this::change);
            plan.thread("exits", () -> PosixProcess.current().exit(0));
        }
    }

    static final class DaemonIsLeft extends Half {
        @Override
        void setUp(Plan plan) {
            Thread daemon = new Thread(this::change);
            daemon.setDaemon(true);
            plan.main(daemon::start);
        }
    }

    static final class HandlerExits extends Half {
        @Override
        void setUp(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(each -> System.exit(0)));
            plan.main(this::change);
            plan.signal(Signal.TERM, "main");
        }
    }

    static final class HandlerEndsItsThread extends Half {
        @Override
        void setUp(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(each -> ThreadLife.exit()));
            plan.thread("t", this::change);
            plan.signal(Signal.TERM, "t");
        }
    }

    static final class HandlerJumps extends Half {
        private Jump jump;

        @Override
        void setUp(Plan plan) {
            Signals.sigaction(Signal.TERM, Sigaction.handler(each -> jumpIfSet()));
            plan.main(() -> Jump.sigsetjmp(true, this::changeBelow));
            plan.signal(Signal.TERM, "main");
        }

        private void changeBelow(Jump below) {
            jump = below;
            change();
            jump = null;
        }

        private void jumpIfSet() {
            if (jump != null) {
                jump.siglongjmp(1);
            }
        }
    }

    @Test
    void a_program_may_end_between_any_two_steps_of_a_thread() {
        assertFails(AnotherExits.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(AnotherEndsTheProcess.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(DaemonIsLeft.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_handler_that_does_not_return_ends_what_it_has_interrupted_between_any_two_steps() {
        assertFails(HandlerExits.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(HandlerEndsItsThread.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(HandlerJumps.class, FindingKind.INVARIANT_VIOLATED);
    }

    /** Between the last step of a thread and its exit, another one goes on. */
    static final class Gap implements Scenario {
        private final AtomicInteger flag = new AtomicInteger();
        private final AtomicInteger seen = new AtomicInteger();

        @Override
        public void prepare(Plan plan) {
            plan.thread("exits", this::exit);
            plan.thread("looks", () -> seen.set(flag.get()));
            plan.atEnd("nobody sees the flag", () -> seen.get() == 0);
        }

        private void exit() {
            flag.set(1);
            System.exit(0);
        }
    }

    @Test
    void another_thread_runs_before_an_exit() {
        assertFails(Gap.class, FindingKind.INVARIANT_VIOLATED);
    }

    static final class Status implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.main(() -> PosixProcess.current().exit(3));
        }
    }

    /** What a thread holds when another one ends the process is nobody's concern. */
    static final class Holds implements Scenario {
        private final Mutex mutex = new Mutex("mutex");

        @Override
        public void prepare(Plan plan) {
            plan.thread("exits", () -> PosixProcess.current().exit(0));
            plan.thread(
                    "locks",
                    () -> {
                        mutex.lock();
                        mutex.unlock();
                    });
        }
    }

    @Test
    void a_process_that_ends_itself_with_a_status_has_failed() {
        assertFails(Status.class, FindingKind.EXIT_STATUS);
    }

    @Test
    void a_mutex_may_be_held_when_the_process_ends() {
        assertProved(Holds.class);
    }

    abstract static class Always implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("changes", this::change);
            plan.always("nothing is half done", this::isWhole);
        }

        abstract void change();

        abstract boolean isWhole();
    }

    static final class Field extends Always {
        private int number;

        @Override
        void change() {
            number = 1;
            number = 0;
        }

        @Override
        boolean isWhole() {
            return number == 0;
        }
    }

    static final class Atomic extends Always {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        void change() {
            number.incrementAndGet();
            number.decrementAndGet();
        }

        @Override
        boolean isWhole() {
            return number.get() == 0;
        }
    }

    static final class Collection extends Always {
        private final List<String> list = new ArrayList<>();

        @Override
        void change() {
            list.add("half");
            list.clear();
        }

        @Override
        boolean isWhole() {
            return list.isEmpty();
        }
    }

    @Test
    void what_must_always_hold_looks_between_the_steps_of_a_single_thread() {
        assertFails(Field.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Atomic.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Collection.class, FindingKind.INVARIANT_VIOLATED);
    }
}
