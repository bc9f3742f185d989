package signalkit.lessons.allowlist;

import java.util.List;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** What the learner's handlers note, in a process of their own. */
final class SignalLogRuns {
    /** More than a byte or two digits can count. */
    private static final int MANY = 5_000;

    private static final int CEILING = 200_000;

    private SignalLogRuns() {}

    static CheckResult behaviour(Compilation compiled) {
        compiled.nameOf(SignalLog.class); // Fails here, and not in the process, when there is none.
        return FullSpeed.of(() -> playTwice(compiled));
    }

    /** The second log begins anew. */
    private static CheckResult playTwice(Compilation compiled) {
        ClassLoader loader = compiled.plainLoader();
        int many = SourceNumbers.of(compiled).beyond(MANY, CEILING);
        CheckResult first = play(compiled.make(SignalLog.class, loader), "", many);
        return first.passed()
                ? play(compiled.make(SignalLog.class, loader), " to a second log", many)
                : first;
    }

    private static CheckResult play(SignalLog log, String whom, int times) {
        log.install();
        CheckResult early = compare("nothing has come yet" + whom, List.of(), log, false);
        if (early != null) {
            return early;
        }
        for (int i = 0; i < 3; i++) {
            Signals.raise(Signal.USR1);
        }
        CheckResult counted =
                compare("USR1 has come three times" + whom, List.of("USR1 3"), log, false);
        if (counted != null) {
            return counted;
        }
        CheckResult taken = compare("nothing has come since" + whom, List.of(), log, false);
        if (taken != null) {
            return taken;
        }
        Signals.raise(Signal.USR1);
        Signals.raise(Signal.TERM);
        CheckResult both =
                compare("USR1 and TERM have come" + whom, List.of("TERM", "USR1 1"), log, true);
        if (both != null) {
            return both;
        }
        CheckResult after = compare("nothing has come since TERM" + whom, List.of(), log, true);
        if (after != null) {
            return after;
        }
        Signals.raise(Signal.TERM);
        CheckResult again = compare("TERM has come a second time" + whom, List.of(), log, true);
        if (again != null) {
            return again;
        }
        for (int i = 0; i < times; i++) {
            Signals.raise(Signal.USR1);
        }
        CheckResult many =
                compare(
                        "USR1 has come " + times + " times" + whom,
                        List.of("USR1 " + times),
                        log,
                        true);
        return many != null ? many : CheckResult.pass("every signal was noted", 7);
    }

    private static CheckResult compare(
            String when, List<String> lines, SignalLog log, boolean stop) {
        boolean foundStop = log.isStopRequested();
        List<String> found = log.takeLines();
        if (found.equals(lines) && foundStop == stop) {
            return null;
        }
        return CheckResult.fail("behaviour", "wrong lines when " + when)
                .expected(lines + ", stop requested: " + stop, found + ", " + foundStop)
                .hinted(
                        "Follow one signal by hand until "
                                + when
                                + ": what does the handler leave behind, and who reads it?");
    }
}
