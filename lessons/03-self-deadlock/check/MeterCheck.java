package signalkit.lessons.selfdeadlock;

import java.io.IOException;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;
import signalkit.posix.Signal;

/**
 * The learner's meter is right in every schedule, and about very many events.
 *
 * @param schedules the check of all schedules
 */
record MeterCheck(SceneCheck schedules) implements Check {
    /** More than 16 bits can count. */
    private static final int EVENTS = 70_000;

    private static final int CEILING = 500_000;
    private static final int BYTES = 1_000;

    @Override
    public CheckResult run(Submission submission) throws IOException {
        CheckResult everywhere = schedules.run(submission);
        if (!everywhere.passed()) {
            return everywhere;
        }
        Compilation compiled = submission.compile();
        int events = SourceNumbers.of(compiled).beyond(EVENTS, CEILING);
        CheckResult many =
                FullSpeed.of(
                        () -> count(compiled.make(Meter.class, compiled.plainLoader()), events));
        return many.passed() ? everywhere : many;
    }

    private static CheckResult count(Meter meter, int events) {
        for (int i = 0; i < events; i++) {
            meter.count(BYTES);
        }
        meter.onSignal(Signal.USR1);
        String expected = events + "/" + events * BYTES;
        if (expected.equals(meter.noted())) {
            return CheckResult.pass("many events are counted", 1);
        }
        return CheckResult.fail("many", "wrong totals of very many events")
                .expected(expected, meter.noted())
                .hinted("How many bits of yours hold the events, and how many the bytes?");
    }
}
