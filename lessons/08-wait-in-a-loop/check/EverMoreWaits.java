package signalkit.lessons.waitinloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.posix.Pthread;

/**
 * More rounds of one wait, and more threads that wait, than any limit in the code, at full speed.
 */
final class EverMoreWaits implements Check {
    private static final int ROUNDS = 200;
    private static final int MOST_ROUNDS = 2_000;
    private static final int THREADS = 12;
    private static final int MOST_THREADS = 200;

    /** Turns in which a thread may begin to wait; one that spins instead never does. */
    private static final int SPINS = 10_000;

    private static final CheckResult HANG =
            CheckResult.fail("hang", "a thread waits although as much as it wants is free")
                    .hinted(
                            "Many threads wait here, and each wants as much as an int can hold."
                                    + " What does your code add up or count while they wait?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        SourceNumbers numbers = SourceNumbers.of(compiled);
        int rounds = numbers.beyond(ROUNDS, MOST_ROUNDS);
        int threads = 2 * ((numbers.beyond(THREADS, MOST_THREADS) + 1) / 2);
        return FullSpeed.of(
                () -> {
                    CheckResult alone = collect(budget(compiled), rounds);
                    return alone.passed() ? share(budget(compiled), threads) : alone;
                },
                HANG);
    }

    private static Budget budget(Compilation compiled) {
        return compiled.make(Budget.class, compiled.plainLoader());
    }

    /** One thread wants all the bytes that come one by one. */
    private static CheckResult collect(Budget subject, int bytes) {
        AtomicInteger given = new AtomicInteger();
        AtomicInteger givenByReturn = new AtomicInteger();
        Pthread collector =
                Pthread.create(
                        "collector",
                        () -> {
                            subject.reserve(bytes);
                            givenByReturn.set(given.get());
                        });
        for (int i = 0; i < bytes; i++) {
            letWait(collector);
            given.incrementAndGet();
            subject.release(1);
        }
        collector.join();
        return givenByReturn.get() == bytes
                ? CheckResult.pass("no number of waits gives bytes that are not there", 1)
                : CheckResult.fail(
                                "invariant-violated",
                                "\"no number of waits gives bytes that are not there\"")
                        .expected("a wait for " + bytes + " bytes", givenByReturn + " were free")
                        .hinted("After how many looks does reserve take what is not there?");
    }

    /** As many threads as that, an even number, want all that there is, one after the other. */
    private static CheckResult share(Budget subject, int threads) {
        List<Pthread> users = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            users.add(
                    Pthread.create(
                            "user-" + i,
                            () -> {
                                subject.reserve(Integer.MAX_VALUE);
                                subject.release(Integer.MAX_VALUE);
                            }));
        }
        users.forEach(EverMoreWaits::letWait);
        subject.release(Integer.MAX_VALUE);
        users.forEach(Pthread::join);
        return CheckResult.pass("any number of threads may wait, for any number of bytes", 1);
    }

    /** Until it waits, and is not on its way out of a wait. */
    private static void letWait(Pthread thread) {
        for (int i = 0; i < SPINS && !isWaiting(thread.carrier().getState()); i++) {
            Thread.yield();
        }
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }
}
