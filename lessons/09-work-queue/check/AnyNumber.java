package signalkit.lessons.workqueue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/**
 * One thread alone, at full speed: more jobs than any limit in the code allows for, with any
 * numbers, and then more calls of {@code take} than such a limit.
 */
final class AnyNumber implements Check {
    private static final int JOBS = 5_000;
    private static final int CALLS = 200;
    private static final int CEILING = 500_000;

    /** While so many are added, two of three are taken: a ring is then full in the middle. */
    private static final int MIXED = 111;

    /** So many jobs are checked between two looks at the clock. */
    private static final int OFTEN = 1_024;

    private static final long PATIENCE_NANOS = 4_000_000_000L;
    private static final SignalSet BLOCKED = SignalSet.of(Signal.INT, Signal.TERM);

    private static final CheckResult HANG =
            CheckResult.fail("hang", "one thread alone has waited forever")
                    .hinted(
                            "The queue was shut down, and many took from it: which call of take"
                                    + " found nothing, and waited?");

    private static final CheckResult TOO_SLOW =
            CheckResult.fail("undecided", "not decided: the queue is too slow for many jobs")
                    .hinted("With every job that waits, something takes longer. What?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        SourceNumbers numbers = SourceNumbers.of(compiled);
        return FullSpeed.of(
                () -> play(compiled.make(JobQueue.class, compiled.plainLoader()), numbers), HANG);
    }

    private static CheckResult play(JobQueue queue, SourceNumbers numbers) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Signals.sigmask(How.SETMASK, BLOCKED);
        List<Integer> accepted = jobs(numbers);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            if (!queue.add(accepted.get(i))) {
                return fail("it accepts as many as come, of any number", "refused")
                        .expected(accepted.size() + " jobs accepted", i)
                        .hinted("How many jobs wait when add refuses one, and who says so?");
            }
            if (i < MIXED && i % 3 == 2) {
                taken.add(queue.take());
                taken.add(queue.take());
            }
            if (i % OFTEN == 0 && System.nanoTime() > end) {
                return TOO_SLOW.expected(accepted.size() + " jobs", i + " in 4 s");
            }
        }
        queue.shutdown();
        for (int i = taken.size(); i < accepted.size(); i++) {
            taken.add(queue.take());
            if (i % OFTEN == 0 && System.nanoTime() > end) {
                return TOO_SLOW.expected(accepted.size() + " jobs", i + " taken in 4 s");
            }
        }
        int calls = numbers.beyond(CALLS, CEILING);
        for (int i = 0; i < calls; i++) {
            int job = queue.take();
            if (job != 0) {
                return fail("when no job is left, take returns 0, again and again", "not-over")
                        .expected(0, job)
                        .hinted("Call " + (i + 1) + " of take after the last job: who told it?");
            }
        }
        return judge(accepted, taken);
    }

    private static CheckResult judge(List<Integer> accepted, List<Integer> taken) {
        Collections.sort(accepted);
        Collections.sort(taken);
        if (!accepted.equals(taken)) {
            List<Integer> lost = new ArrayList<>(accepted);
            taken.forEach(lost::remove);
            return fail("each accepted job is taken, once", "numbers")
                    .expected(accepted.size() + " jobs taken", lost.size() + " of them missing")
                    .hinted("A job is missing: " + lost.stream().limit(1).toList() + ". Why it?");
        }
        if (!Signals.sigmask().equals(BLOCKED)) {
            return fail("the signal mask is what it was", "mask")
                    .expected(BLOCKED, Signals.sigmask())
                    .hinted("Who has changed the mask of the thread that calls the queue?");
        }
        return CheckResult.pass("many jobs of any number are taken", 1);
    }

    private static CheckResult fail(String promise, String cause) {
        return CheckResult.fail(cause, '"' + promise + '"');
    }

    /** Small ones and large ones, equal ones, and those around each number in the code. */
    private static List<Integer> jobs(SourceNumbers numbers) {
        List<Integer> jobs = new ArrayList<>();
        for (int job = 1; job > 0; job *= 2) {
            jobs.add(job);
            jobs.add(job);
        }
        for (int i = 0, job = 1; i < 9; i++) {
            job *= 10;
            jobs.add(job);
            jobs.add(job - 1);
        }
        for (int number : numbers.all()) {
            jobs.add(number);
            jobs.add(Math.max(1, number - 1));
            jobs.add(Math.max(1, number + 1));
        }
        jobs.add(Integer.MAX_VALUE);
        Random random = numbers.random();
        int count = numbers.beyond(JOBS, CEILING);
        while (jobs.size() < count) {
            int job = 1 + random.nextInt(Integer.MAX_VALUE);
            jobs.add(random.nextBoolean() ? job : 1 + job % 9);
        }
        return jobs;
    }
}
