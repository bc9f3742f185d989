package signalkit.lessons.flags;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;
import signalkit.course.stress.JcstressRun;
import signalkit.explorer.FindingKind;

/**
 * Every bounded schedule, then jcstress: a loop that asks the learner's flag must end.
 *
 * <p>The schedules decide: a data race fails whether or not this machine makes something of it, and
 * what jcstress makes of it is shown below. Code without a race fails when a loop has not ended
 * after {@link JcstressRun#CERTAIN}, and does not pass before a loop was seen to end.
 *
 * @param schedules the check of all schedules
 * @param certain how long code without a race may take to end a loop
 * @param sampled whether jcstress also runs on code with a race
 */
record MemoryCheck(SceneCheck schedules, Duration certain, boolean sampled) implements Check {
    private static final Duration SAMPLE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String STALE = "STALE";
    private static final String TERMINATED = "TERMINATED";

    static MemoryCheck of(SceneCheck schedules) {
        return new MemoryCheck(schedules, JcstressRun.CERTAIN, true);
    }

    @Override
    public MemoryCheck verdict() {
        return new MemoryCheck(schedules, certain, false);
    }

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        long start = System.nanoTime();
        CheckResult result = schedules.run(submission);
        boolean raced = result.cause().equals(FindingKind.DATA_RACE.label().replace(' ', '-'));
        if (!result.passed() && !(raced && sampled)) {
            return result;
        }
        CheckResult often = result.passed() ? AskedOften.run(submission.compile()) : result;
        if (result.passed() && !often.passed()) {
            return often.after(result.schedules());
        }
        JcstressRun stress =
                result.passed()
                        ? new JcstressRun(LateStop.class, certain, SHORT)
                        : new JcstressRun(LateStop.class, SAMPLE, SAMPLE);
        JcstressRun.Seen seen = stress.run(submission, schedules.task(), start);
        List<String> lines = new ArrayList<>(result.trace());
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(table(seen));
        if (result.passed() && seen.count(STALE) > 0) {
            return CheckResult.fail("stale", "the loop does not end when the stop is requested")
                    .expected(TERMINATED + " only", STALE)
                    .traced(lines)
                    .hinted(
                            "reason() is asked millions of times before the stop comes; yours does"
                                    + " not look at the flag each time.")
                    .after(result.schedules());
        }
        if (result.passed() && seen.count(TERMINATED) == 0) {
            return CheckResult.fail("undecided", "not decided: jcstress did not end in time")
                    .expected("a loop that was seen to end", "no loop at all")
                    .traced(lines)
                    .hinted("This machine is busy, and says nothing of your program. Try again.")
                    .after(result.schedules());
        }
        return result.traced(lines);
    }

    private static List<String> table(JcstressRun.Seen seen) {
        if (!seen.isOver()) {
            return List.of("jcstress did not end in time");
        }
        return List.of(
                "jcstress, here and now: a thread turns in while (flag.reason() == null) {},",
                "and " + LateStop.LATE + " ms later another one calls request",
                "",
                seen.row(STALE, "the loop never ends"),
                seen.row(TERMINATED, "the loop ends"));
    }
}
