package signalkit.lessons.lostwakeup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/**
 * USR1 ends more waits than any limit in the code, at full speed, and then TERM arrives.
 *
 * <p>Handlers run on top of the wait. If the stack below them grows with each signal, the wait
 * calls itself, and enough signals overflow it.
 */
final class EverMoreOthers implements Check {
    private static final int OTHERS = 500;
    private static final int CEILING = 10_000;
    private static final int SPINS = 1_000;

    private static final CheckResult HANG =
            CheckResult.fail("hang", "the wait does not end after many other signals")
                    .hinted(
                            "After which number of other signals does await wait no longer for TERM?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        int others = SourceNumbers.of(compiled).beyond(OTHERS, CEILING);
        return FullSpeed.of(
                () -> play(compiled.make(StopWait.class, compiled.plainLoader()), others), HANG);
    }

    private static long frames() {
        return StackWalker.getInstance().walk(Stream::count);
    }

    /** Most signals shall end a wait; a solution that spins instead of waiting never parks. */
    private static void letPark(Pthread waiter) {
        for (int i = 0; i < SPINS && waiter.carrier().getState() == Thread.State.RUNNABLE; i++) {
            Thread.yield();
        }
    }

    private static CheckResult play(StopWait subject, int others) {
        Sem handled = new Sem("handled", 0);
        AtomicBoolean isSent = new AtomicBoolean();
        AtomicLong first = new AtomicLong();
        AtomicLong last = new AtomicLong();
        Pthread waiter = Pthread.self();
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        signal -> {
                            last.set(frames());
                            first.compareAndSet(0, last.get());
                            handled.post();
                        }));
        subject.install();
        Pthread.create(
                "sender",
                () -> {
                    for (int i = 0; i < others; i++) {
                        letPark(waiter);
                        Signals.pthreadKill(waiter, Signal.USR1);
                        handled.await();
                    }
                    isSent.set(true);
                    Signals.pthreadKill(waiter, Signal.TERM);
                });
        subject.await();
        if (last.get() - first.get() > others / 2) {
            return CheckResult.fail("stack", "the stack grows with each signal")
                    .expected(
                            "a stack that stays as it is",
                            "%d frames more after %d of USR1"
                                    .formatted(last.get() - first.get(), others))
                    .hinted("What does await call when a signal has ended a wait?");
        }
        return isSent.get()
                ? CheckResult.pass("no number of other signals ends the wait", 1)
                : CheckResult.fail("count", "\"no number of other signals ends the wait\"")
                        .expected("a wait that TERM ends", "an end before " + others + " of USR1")
                        .hinted("What of yours counts how many times a wait has ended?");
    }
}
