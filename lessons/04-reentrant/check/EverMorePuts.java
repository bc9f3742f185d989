package signalkit.lessons.reentrant;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;

/** A ring that is used longer than any limit in the code, at full speed and without a signal. */
final class EverMorePuts implements Check {
    private static final int PUTS = 1_000;
    private static final int CEILING = 100_000;

    private static final CheckResult HANG =
            CheckResult.fail("hang", "a ring that was used for a long time does not answer")
                    .hinted("Which loop of yours has no end once the ring was used for long?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        int puts = SourceNumbers.of(compiled).beyond(PUTS, CEILING);
        return FullSpeed.of(
                () -> play(compiled.make(EventRing.class, compiled.plainLoader()), puts), HANG);
    }

    /** Fills the ring and empties it, again and again. */
    private static CheckResult play(EventRing ring, int puts) {
        int event = 0;
        while (event < puts) {
            int first = event + 1;
            for (int i = 0; i < EventRing.CAPACITY; i++) {
                event++;
                if (!ring.put(event)) {
                    return wrong(event, "put returns true", "false");
                }
            }
            if (ring.put(event + 1)) {
                return wrong(event, "a full ring, and put returns false", "true");
            }
            List<Integer> all = IntStream.rangeClosed(first, event).boxed().toList();
            List<Integer> drained = ring.drain();
            if (!all.equals(drained)) {
                return wrong(event, all, drained);
            }
        }
        return CheckResult.pass("a ring may be used for a long time", 1);
    }

    private static CheckResult wrong(int events, Object expected, Object found) {
        return CheckResult.fail("count", "\"a ring may be used for a long time\"")
                .expected(expected, found + " after " + events + " events")
                .hinted("Which number of yours grows with each event, and how far can it count?");
    }
}
