package signalkit.lessons.casestudy;

import java.io.IOException;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * A session at full speed: more packets than any limit in the code, and after them more alarms than
 * such a limit.
 */
final class LongLogin implements Check {
    private static final int PACKETS = 2_000;
    private static final int ALARMS = 50;
    private static final int CEILING = 200_000;

    private static final CheckResult HANG =
            CheckResult.fail("hang", "a long session has come to a halt")
                    .hinted("A packet waits, or the alarm never ends the session. For what?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        SourceNumbers numbers = SourceNumbers.of(compiled);
        return FullSpeed.of(
                () -> play(compiled.make(LoginSession.class, compiled.plainLoader()), numbers),
                HANG);
    }

    private static CheckResult play(LoginSession session, SourceNumbers numbers) {
        PlainHeap heap = new PlainHeap();
        session.install(heap);
        int packets = numbers.beyond(PACKETS, CEILING);
        for (int i = 1; i <= packets; i++) {
            if (!session.packet() || heap.forPackets() != i || heap.logged() > 0) {
                return CheckResult.fail("count", "\"each packet before the alarm is served\"")
                        .expected("a session that lasts", "another answer to packet " + i)
                        .hinted("What of yours depends on the number of packets?");
            }
        }
        Signals.kill(Signal.ALRM);
        while (session.packet()) {
            Thread.onSpinWait(); // Another thread may take the alarm.
        }
        int alarms = numbers.beyond(ALARMS, CEILING);
        for (int i = 1; i <= alarms; i++) {
            Signals.kill(Signal.ALRM);
            if (session.packet() || heap.logged() != 1) {
                return CheckResult.fail("alarms", "\"a session that is over stays so\"")
                        .expected("one line, whatever comes", heap.logged() + " lines, alarm " + i)
                        .hinted("What of yours depends on the number of alarms?");
            }
        }
        return CheckResult.pass("no number of packets or alarms changes anything", 1);
    }
}
