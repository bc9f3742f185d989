package signalkit.lessons.coalescing;

import java.util.concurrent.atomic.AtomicInteger;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** INT and TERM one after the other, at full speed, more of them than any limit in the code. */
final class EverMore implements Check {
    private static final int PAIRS = 500;
    private static final int CEILING = 200_000;

    @Override
    public CheckResult run(Submission submission) throws Exception {
        Compilation compiled = submission.compile();
        int pairs = SourceNumbers.of(compiled).beyond(PAIRS, CEILING);
        return FullSpeed.of(
                () -> play(compiled.make(OneShutdown.class, compiled.plainLoader()), pairs));
    }

    private static CheckResult play(OneShutdown once, int pairs) {
        AtomicInteger begun = new AtomicInteger();
        once.install(begun::incrementAndGet);
        for (int i = 1; i <= pairs; i++) {
            Signals.raise(Signal.INT);
            Signals.raise(Signal.TERM);
            if (begun.get() != 1) {
                return CheckResult.fail("again", "\"later signals change nothing\"")
                        .expected("one shutdown", begun + " after " + i + " pairs of INT and TERM")
                        .hinted("What of yours depends on the number of signals?");
            }
        }
        return CheckResult.pass("one shutdown, however many signals arrive", 1);
    }
}
