package signalkit.explorer.posix;

import static signalkit.explorer.Explored.assertFails;
import static signalkit.explorer.Explored.assertProved;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.SignalFd;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.ThreadLife;

/** Calls of the kit that only look, or use what a thread has for itself, are points as well. */
class OwnStateTest {
    /** A signal arrives on the one thread, {@code t}. */
    abstract static class Handled implements Scenario {
        private boolean fails;

        @Override
        public void prepare(Plan plan) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(each -> handle()));
            plan.thread("t", this::run);
            plan.signal(Signal.USR1, "t");
            plan.atEnd("it goes well", () -> !fails);
        }

        void failIf(boolean failed) {
            fails |= failed;
        }

        abstract void run();

        abstract void handle();
    }

    static final class Key extends Handled {
        private final ThreadKey<String> key = new ThreadKey<>(value -> {});

        @Override
        void run() {
            key.set("half");
            key.set("whole");
        }

        @Override
        void handle() {
            failIf("half".equals(key.get()));
        }
    }

    static class Clobbered extends Handled {
        @Override
        void run() {
            Errno.set(Errno.EPERM);
            failIf(Errno.get() != Errno.EPERM);
        }

        @Override
        void handle() {
            Errno.set(Errno.EAGAIN);
        }
    }

    static final class Saved extends Clobbered {
        @Override
        void handle() {
            Errno saved = Errno.get();
            super.handle();
            Errno.set(saved);
        }
    }

    /** The handler ends the thread, also before its first step and after its last. */
    static class Exit extends Handled {
        @Override
        void run() {}

        @Override
        void handle() {
            ThreadLife.exit();
        }
    }

    static final class Cleanup extends Exit {
        @Override
        void run() {
            ThreadLife.cleanupPush(() -> failIf(true));
            ThreadLife.cleanupPop(false);
        }
    }

    @Test
    void a_handler_runs_between_two_uses_of_what_its_thread_has_for_itself() {
        assertFails(Key.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Clobbered.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Cleanup.class, FindingKind.INVARIANT_VIOLATED);
    }

    @Test
    void a_handler_that_restores_errno_is_proved() {
        assertProved(Saved.class);
    }

    @Test
    void a_handler_may_end_its_thread_whenever_it_runs() {
        assertProved(Exit.class);
    }

    /** Main and a thread that it makes. */
    abstract static class Beside implements Scenario {
        final AtomicInteger shared = new AtomicInteger();
        private boolean fails;

        @Override
        public void prepare(Plan plan) {
            plan.main(
                    () -> {
                        Pthread thread = Pthread.create("t", this::run);
                        fails = look(thread);
                        thread.join();
                        fails &= shared.get() == 1;
                    });
            plan.atEnd("it goes well", () -> !fails);
        }

        void run() {
            shared.set(1);
        }

        abstract boolean look(Pthread thread);
    }

    static final class Alive extends Beside {
        @Override
        boolean look(Pthread thread) {
            return shared.get() == 0 && !thread.isAlive();
        }
    }

    static final class Cancelled extends Beside {
        @Override
        void run() {
            shared.set(1);
            ThreadLife.testCancel();
            shared.set(2);
        }

        @Override
        boolean look(Pthread thread) {
            int seen = shared.get();
            ThreadLife.cancel(thread);
            return seen == 1;
        }
    }

    static final class Readable extends Beside {
        private final Pipe pipe = new Pipe();

        @Override
        void run() {
            super.run();
            pipe.write((byte) 1);
        }

        @Override
        boolean look(Pthread thread) {
            return !pipe.isReadable() && pipe.isReadable();
        }
    }

    static final class Taken extends Beside {
        private final SignalSet signals = SignalSet.of(Signal.USR1);

        @Override
        void run() {
            Signals.kill(Signal.USR1);
            super.run();
        }

        @Override
        boolean look(Pthread thread) {
            return new SignalFd(signals).poll() != null;
        }

        @Override
        public void prepare(Plan plan) {
            Signals.sigmask(How.BLOCK, signals);
            super.prepare(plan);
        }
    }

    static final class KilledByTool extends Beside {
        private boolean isHandledAtTheEnd;

        @Override
        boolean look(Pthread thread) {
            Signals.sigaction(
                    Signal.USR1, Sigaction.handler(each -> isHandledAtTheEnd = shared.get() == 1));
            PosixProcess.current().kill(thread, Signal.USR1);
            thread.join();
            return isHandledAtTheEnd;
        }

        @Override
        public void prepare(Plan plan) {
            plan.main(() -> look(Pthread.create("t", this::run)));
            plan.atEnd("it goes well", () -> !isHandledAtTheEnd);
        }
    }

    @Test
    void another_thread_runs_before_a_call_that_only_looks() {
        assertFails(Alive.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Cancelled.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Readable.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(Taken.class, FindingKind.INVARIANT_VIOLATED);
        assertFails(KilledByTool.class, FindingKind.INVARIANT_VIOLATED);
    }
}
