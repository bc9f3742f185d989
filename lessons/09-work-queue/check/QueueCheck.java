package signalkit.lessons.workqueue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.InSuccession;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.schedule.SceneReplay;
import signalkit.course.stress.JcstressRun;

/**
 * Every bounded schedule, then jcstress: no job is lost when {@code add} meets {@code shutdown}.
 *
 * <p>The schedules come first, since they say where it went wrong; code that fails there is not run
 * in jcstress, where it may hang.
 *
 * @param schedules the check of all schedules
 * @param further schedules that the learner cannot play
 */
record QueueCheck(SceneCheck schedules, Check further) implements Check {
    private static final JcstressRun STRESS =
            new JcstressRun(ClosingQueue.class, JcstressRun.CERTAIN, Duration.ofMillis(300));
    private static final String LOST = "LOST";

    @Override
    public CheckResult run(Submission submission) throws Exception {
        long start = System.nanoTime();
        CheckResult result = new InSuccession(schedules, further).run(submission);
        return result.passed() ? judged(result, race(submission, STRESS, start)) : result;
    }

    /** What jcstress sees of the queue in these files. */
    JcstressRun.Seen race(Submission submission, JcstressRun stress, long start)
            throws IOException, InterruptedException {
        return stress.run(submission, schedules.task(), start);
    }

    /** The same verdict on what jcstress has seen. */
    static CheckResult judged(CheckResult result, JcstressRun.Seen seen) {
        if (!seen.stuck().isEmpty()) {
            return CheckResult.fail("stuck", "the queue did not let go of a thread in jcstress")
                    .expected("calls that return once the queue is shut down", "one that does not")
                    .traced(seen.stuck())
                    .hinted("Look at the innermost line of the stack above: what does it wait for?")
                    .after(result.schedules());
        }
        if (seen.count(LOST) > 0) {
            return CheckResult.fail("lost", "the queue has lost a job that it accepted")
                    .expected("no " + LOST, seen.count(LOST) + " " + LOST)
                    .traced(table(seen, "your queue"))
                    .hinted(
                            "add accepted the job, and a worker that ran after the shutdown did not"
                                    + " get it: between which two steps of yours can the shutdown run?")
                    .after(result.schedules());
        }
        if (!seen.isOver()) {
            return CheckResult.fail("undecided", "not decided: jcstress did not end in time")
                    .expected("samples of add beside shutdown", "none")
                    .hinted("This machine is busy, and says nothing of your queue. Try again.")
                    .after(result.schedules());
        }
        return result.traced(table(seen, "your queue"));
    }

    /** What jcstress has seen, for a person. */
    static List<String> table(JcstressRun.Seen seen, String queue) {
        List<String> lines = new ArrayList<>();
        lines.add("jcstress, here and now, on " + queue + ": add in one thread, shutdown in");
        lines.add("another, at full speed; then a worker takes what is left");
        lines.add("");
        if (!seen.isOver()) {
            lines.add("it did not end in time");
            return lines;
        }
        lines.add(seen.row(LOST, "accepted, and never run"));
        lines.add(seen.row("RUN", "accepted, and run"));
        lines.add(seen.row("REFUSED", "not accepted"));
        return lines;
    }

    /**
     * The last step: the schedule that breaks the old queue, and what jcstress sees of it.
     *
     * @param check of the exercise
     */
    record Replay(QueueCheck check) implements Check {
        @Override
        public CheckResult run(Submission submission) throws IOException, InterruptedException {
            long start = System.nanoTime();
            CheckResult result = new SceneReplay(check.schedules).run(submission);
            if (!result.passed()) {
                return result;
            }
            List<String> lines = new ArrayList<>(result.trace());
            lines.add("");
            lines.addAll(table(check.race(submission.starter(), STRESS, start), "the old queue"));
            return result.traced(lines);
        }

        @Override
        public Check verdict() {
            return new SceneReplay(check.schedules);
        }
    }
}
