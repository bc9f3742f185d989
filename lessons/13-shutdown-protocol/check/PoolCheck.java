package signalkit.lessons.shutdownprotocol;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;
import signalkit.explorer.FindingKind;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;

/**
 * Every bounded schedule of a few jobs, then many jobs on real threads: the pool loses none of
 * them.
 *
 * @param schedules the check of all schedules
 */
record PoolCheck(SceneCheck schedules) implements Check {
    /** Scenes with more threads or more jobs, in which one preemption shows what is wrong. */
    private static final SceneCheck BUSY =
            SceneCheck.of(
                            Pool.class,
                            1,
                            List.of(
                                    StopWhileIdle.class,
                                    TwoClients.class,
                                    MeetAndStop.class,
                                    OneWorker.class,
                                    JobSubmitsJob.class,
                                    JobHandsOn.class,
                                    LongJob.class))
                    .failingOn(FindingKind.DATA_RACE);

    /** So many steps that only those orders are tried in which each thread runs until it waits. */
    private static final SceneCheck LONG =
            SceneCheck.of(
                            Pool.class,
                            0,
                            List.of(MeetWhenIdle.class, NoMoreThanTwo.class, ThreeIdle.class))
                    .failingOn(FindingKind.DATA_RACE);

    /** One preemption lets the client be late, and another one ends a wait for jobs. */
    private static final SceneCheck ASIDE =
            SceneCheck.of(Pool.class, 2, List.of(StopAside.class)).withoutSpuriousWakeUps();

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int WORKERS = 4;
    private static final int JOBS = 1_000;
    private static final int CEILING = 100_000;

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        CheckResult result = schedules.run(submission);
        if (!result.passed()) {
            return result;
        }
        CheckResult busy = BUSY.run(submission);
        if (!busy.passed()) {
            return busy;
        }
        CheckResult idle = LONG.run(submission);
        if (!idle.passed()) {
            return idle;
        }
        CheckResult aside = ASIDE.run(submission);
        if (!aside.passed()) {
            return aside;
        }
        CheckResult atOnce = new AllAtOnce().run(submission);
        long runs = result.schedules() + busy.schedules() + idle.schedules() + aside.schedules();
        return atOnce.passed() ? drain(submission.compile(), result.after(runs)) : atOnce;
    }

    private static CheckResult drain(Compilation compiled, CheckResult passed) {
        int jobs = SourceNumbers.of(compiled).beyond(JOBS, CEILING);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger ranByReturn = new AtomicInteger(-1);
        CountDownLatch allSubmitted = new CountDownLatch(1);
        PosixProcess process = new PosixProcess("exercise");
        long start = System.nanoTime();
        process.start(
                () -> {
                    Pool pool = compiled.make(Pool.class, compiled.plainLoader());
                    pool.start(WORKERS);
                    Runnable job = () -> run(allSubmitted, ran); // The same one may come again.
                    for (int i = 0; i < jobs; i++) {
                        if (pool.submit(job)) {
                            accepted.incrementAndGet();
                        }
                    }
                    allSubmitted.countDown();
                    pool.stop();
                    ranByReturn.set(ran.get());
                });
        try {
            process.waitFor(DEADLINE.toNanos());
        } catch (PosixException late) {
            process.exit(1);
            return CheckResult.fail("deadline", "the pool was not drained within the deadline")
                    .expected(
                            jobs + " jobs run within " + DEADLINE.toSeconds() + " s",
                            ran.get() + ", and stop has not returned")
                    .traced(List.of("locks: " + process.locks()))
                    .hinted("With two jobs it works. What grows with their number, or runs out?");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (accepted.get() != jobs || ranByReturn.get() != jobs) {
            return CheckResult.fail(
                            "drain", "a pool that was not stopping has refused or lost jobs")
                    .expected(
                            jobs + " jobs accepted, and run when stop returns",
                            found(accepted, ranByReturn))
                    .hinted("Two jobs fit, " + jobs + " do not. What happens to the others?");
        }
        List<String> lines = new ArrayList<>(passed.trace());
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d jobs on %d workers: drained after %d ms; the deadline is %d s",
                        jobs,
                        WORKERS,
                        millis,
                        DEADLINE.toSeconds()));
        return passed.traced(lines);
    }

    /** Waits until the pool has got all jobs, so that it has to hold them at once. */
    private static void run(CountDownLatch allSubmitted, AtomicInteger ran) {
        try {
            allSubmitted.await();
            ran.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String found(AtomicInteger accepted, AtomicInteger ran) {
        return accepted
                + " accepted, "
                + (ran.get() < 0 ? "and stop did not return" : ran + " run");
    }
}
