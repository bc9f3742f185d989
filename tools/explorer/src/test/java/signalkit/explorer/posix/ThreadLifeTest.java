package signalkit.explorer.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.BytePipe;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.life.Jump;
import signalkit.posix.life.Once;
import signalkit.posix.life.ThreadLife;

/** Cancelled waits, initialisations, jumps and broken pipes in every order. */
class ThreadLifeTest {
    private static Result explore(Class<? extends Scenario> type) {
        return Explorer.explore(ScenarioCode.of(type), Bounds.DEFAULT);
    }

    private static void assertFails(Class<? extends Scenario> type, FindingKind kind) {
        Result result = explore(type);
        assertTrue(result.failure().isPresent(), result::toString);
        assertEquals(kind, result.failure().get().finding().kind(), result::toString);
    }

    private static void assertProved(Class<? extends Scenario> type) {
        Result result = explore(type);
        assertTrue(result.isProof(), result::toString);
    }

    /** A wait that is cancelled has the mutex; who does not unlock it stops everyone else. */
    abstract static class CancelledWait implements Scenario {
        private final Mutex mutex = new Mutex("mutex");
        private final Cond cond = new Cond("cond");

        abstract boolean cleansUp();

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Pthread waiter = Pthread.create("waiter", this::waitForever);
                        ThreadLife.cancel(waiter);
                        waiter.join();
                        mutex.lock();
                        mutex.unlock();
                    });
        }

        private void waitForever() {
            mutex.lock();
            if (cleansUp()) {
                ThreadLife.cleanupPush(mutex::unlock);
            }
            while (true) {
                cond.await(mutex);
            }
        }
    }

    static final class WithoutCleanup extends CancelledWait {
        @Override
        boolean cleansUp() {
            return false;
        }
    }

    static final class WithCleanup extends CancelledWait {
        @Override
        boolean cleansUp() {
            return true;
        }
    }

    /** Both threads see what the initialisation, run once, has written. */
    static final class TwoOfOnce implements Scenario {
        private final Once once = new Once("once");
        private int[] value;

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::use);
            plan.thread("b", this::use);
        }

        private void use() {
            once.run(() -> value = new int[] {1});
            if (value[0] != 1) {
                throw new AssertionError("not initialised");
            }
        }
    }

    /** The handler waits for the initialisation that it has interrupted. */
    static final class OnceInAHandler implements Scenario {
        private final Once once = new Once("once");

        @Override
        public void prepare(Plan plan) {
            Runnable code = Signals::sigpending;
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> once.run(code)));
            plan.main(() -> once.run(code));
            plan.signal(Signal.TERM);
        }
    }

    /** The jump leaves the lock behind that the interrupted code has taken. */
    static final class JumpOverAnUnlock implements Scenario {
        private final Mutex mutex = new Mutex("mutex");
        private Jump out;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(
                    Signal.TERM,
                    Sigaction.handler(
                            signal -> {
                                if (out != null) {
                                    out.siglongjmp(1);
                                }
                            }));
            plan.main(
                    () -> {
                        Jump.sigsetjmp(true, this::lockAndUnlock);
                        mutex.lock();
                        mutex.unlock();
                    });
            plan.signal(Signal.TERM);
        }

        private void lockAndUnlock(Jump jump) {
            out = jump;
            mutex.lock();
            mutex.unlock();
            out = null;
        }
    }

    /** The write fails, whenever the reader has gone, and SIGPIPE is ignored. */
    static final class BrokenPipe implements Scenario {
        private final BytePipe pipe = new BytePipe("pipe");

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.PIPE, Sigaction.IGNORE);
            plan.thread("reader", pipe::closeReader);
            plan.thread(
                    "writer",
                    () -> {
                        try {
                            pipe.write(new byte[70_000]);
                        } catch (PosixException broken) {
                            return;
                        }
                    });
        }
    }

    /** Without an action for it, SIGPIPE ends the process. */
    static final class FatalPipe implements Scenario {
        private final BytePipe pipe = new BytePipe("pipe");

        @Override
        public void prepare(Plan plan) {
            plan.thread("reader", pipe::closeReader);
            plan.thread("writer", () -> pipe.write(new byte[1]));
        }
    }

    /** A stop that is told only with WUNTRACED keeps waitpid waiting. */
    static final class StoppedForGood implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Child child = Child.fork("child", () -> WaitStatus.exited(0));
                        child.kill(Signal.STOP);
                        Child.waitpid(child.pid(), 0);
                    });
        }
    }

    @Test
    void cancelled_wait_leaves_its_mutex_locked() {
        assertFails(WithoutCleanup.class, FindingKind.MUTEX_HELD_AT_EXIT);
    }

    @Test
    void cleanup_handler_unlocks_it() {
        assertProved(WithCleanup.class);
    }

    @Test
    void once_runs_once_and_all_see_what_it_has_written() {
        assertProved(TwoOfOnce.class);
    }

    @Test
    void once_in_a_handler_waits_for_itself() {
        assertFails(OnceInAHandler.class, FindingKind.LOST_WAKE_UP);
    }

    @Test
    void jump_out_of_a_handler_leaves_a_lock_behind() {
        assertFails(JumpOverAnUnlock.class, FindingKind.SELF_DEADLOCK);
    }

    @Test
    void broken_pipe_ends_a_write_in_every_order() {
        assertProved(BrokenPipe.class);
    }

    @Test
    void broken_pipe_ends_the_process_by_default() {
        assertTrue(explore(FatalPipe.class).failure().isPresent());
    }

    @Test
    void child_that_is_stopped_for_good_is_waited_for_forever() {
        assertTrue(explore(StoppedForGood.class).failure().isPresent());
    }
}
