package signalkit.lessons.allowlist;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** What the learner's handlers note, in a process of their own. */
final class SignalLogRuns {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private SignalLogRuns() {}

    static CheckResult behaviour(Compilation compiled) {
        compiled.nameOf(SignalLog.class); // Fails here, and not in the process, when there is none.
        AtomicReference<CheckResult> result = new AtomicReference<>();
        PosixProcess process = new PosixProcess("exercise");
        process.start(
                () -> result.set(play(compiled.make(SignalLog.class, compiled.plainLoader()))));
        try {
            process.waitFor(LIMIT.toNanos());
        } catch (PosixException stuck) {
            process.exit(1);
            return CheckResult.fail("hang", "a handler did not return")
                    .expected("handlers that return", "locks: " + process.locks())
                    .hinted(
                            "A handler of yours waits, and the thread below it waits for the"
                                    + " handler.");
        }
        if (!process.uncaught().isEmpty()) {
            Throwable thrown = process.uncaught().get(0);
            return CheckResult.fail("exception", "an exception ended the process")
                    .expected("none", thrown)
                    .hinted("See " + thrown.getStackTrace()[0] + ".");
        }
        return result.get();
    }

    private static CheckResult play(SignalLog log) {
        log.install();
        CheckResult early = compare("nothing has come yet", List.of(), log, false);
        if (early != null) {
            return early;
        }
        for (int i = 0; i < 3; i++) {
            Signals.raise(Signal.USR1);
        }
        CheckResult counted = compare("USR1 has come three times", List.of("USR1 3"), log, false);
        if (counted != null) {
            return counted;
        }
        CheckResult taken = compare("nothing has come since", List.of(), log, false);
        if (taken != null) {
            return taken;
        }
        Signals.raise(Signal.USR1);
        Signals.raise(Signal.TERM);
        CheckResult both = compare("USR1 and TERM have come", List.of("TERM", "USR1 1"), log, true);
        if (both != null) {
            return both;
        }
        CheckResult after = compare("nothing has come since TERM", List.of(), log, true);
        return after != null ? after : CheckResult.pass("every signal was noted", 5);
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
                        "Follow one signal by hand: what does the handler leave behind, and who"
                                + " reads it?");
    }
}
