package signalkit.lessons.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import signalkit.explorer.FindingKind;
import signalkit.lessons.memory.LateStop;

/**
 * Every bounded schedule, then jcstress: a loop that asks the learner's flag must end.
 *
 * <p>The schedules decide: a data race fails whether or not this machine makes something of it, and
 * what jcstress makes of it is shown below. Code without a race fails only when a loop has not
 * ended after {@link #CERTAIN}.
 *
 * @param schedules the check of all schedules
 * @param certain how long code without a race may take to end a loop
 * @param sampled whether jcstress also runs on code with a race
 */
record MemoryCheck(SceneCheck schedules, Duration certain, boolean sampled) implements Check {
    /** A thread that is ready gets a processor within this time, on any machine that is of use. */
    static final Duration CERTAIN = Duration.ofSeconds(15);

    private static final Duration SAMPLE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String STALE = "STALE";
    private static final String TERMINATED = "TERMINATED";

    static MemoryCheck of(SceneCheck schedules) {
        return new MemoryCheck(schedules, CERTAIN, true);
    }

    @Override
    public MemoryCheck verdict() {
        return new MemoryCheck(schedules, certain, false);
    }

    @Override
    public Result run(Submission submission) throws IOException, InterruptedException {
        Result result = schedules.run(submission);
        boolean raced = result.cause().equals(FindingKind.DATA_RACE.label().replace(' ', '-'));
        if (!result.passed() && !(raced && sampled)) {
            return result;
        }
        Compilation classes = SceneCode.withMaker(submission.compile(), schedules.task());
        Optional<Map<String, Long>> seen =
                result.passed()
                        ? new Stress(LateStop.class, certain, SHORT).run(classes)
                        : new Stress(LateStop.class, SAMPLE, SAMPLE).run(classes);
        List<String> lines = new ArrayList<>(result.trace());
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(seen.map(MemoryCheck::table).orElse(List.of("jcstress did not end in time")));
        if (result.passed() && seen.isPresent() && seen.get().getOrDefault(STALE, 0L) > 0) {
            return Result.fail("stale", "the loop does not end when the stop is requested")
                    .expected(TERMINATED + " only", STALE)
                    .traced(lines)
                    .hinted(
                            "reason() is asked millions of times before the stop comes; yours does"
                                    + " not look at the flag each time.")
                    .after(result.schedules());
        }
        return result.traced(lines);
    }

    private static List<String> table(Map<String, Long> seen) {
        return List.of(
                "jcstress, here and now: a thread turns in while (flag.reason() == null) {},",
                "and " + LateStop.LATE + " ms later another one calls request",
                "",
                row(STALE, seen, "the loop never ends"),
                row(TERMINATED, seen, "the loop ends"));
    }

    private static String row(String outcome, Map<String, Long> seen, String meaning) {
        long count = seen.getOrDefault(outcome, 0L);
        long all = seen.values().stream().mapToLong(Long::longValue).sum();
        return String.format(Locale.ROOT, "%-10s  %d of %d  %s", outcome, count, all, meaning);
    }
}
