package signalkit.lessons.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.task.RunJudge;

/** Lesson 1: the learner's judge on runs whose verdict is known. */
final class RunJudgeCheck implements Check {
    private static final String READY = "READY port=40123 pid=123 t=85";
    private static final String SIGNAL = "SIGNAL name=TERM t=2041";

    private record Case(
            String cause, String what, int status, List<String> log, boolean clean, String hint) {}

    private static final List<Case> CASES =
            List.of(
                    of(
                            "clean",
                            "a clean end of echo-safe",
                            0,
                            stopped(9, 9, 0, 0, 100, 100, 0, 0, 0),
                            true,
                            "This one is in order: everything adds up, and nothing is left."),
                    of(
                            "clean-order",
                            "the same with the keys in another order and one more key",
                            0,
                            "STOPPED threads=0 queued=0 open=0 extra=7 late=0 bytes_out=100"
                                    + " bytes_in=100 refused=0 aborted=1 drained=8 accepted=9"
                                    + " forced=0 cause=TERM t=9",
                            true,
                            "Find a value by its key, not by its place in the line."),
                    of(
                            "status",
                            "an end with status 75, forced by a second signal",
                            75,
                            stopped(9, 9, 0, 0, 100, 100, 0, 0, 0),
                            false,
                            "The accounts may add up although the end was forced: the status says"
                                    + " so."),
                    of(
                            "threads",
                            "an end of echo-unsafe with 8 workers still there",
                            0,
                            stopped(9, 9, 0, 0, 100, 100, 0, 0, 8),
                            false,
                            "Nobody waited for the workers: threads=8 in the last line."),
                    of(
                            "queued",
                            "an end with 16 clients still in the queue",
                            0,
                            stopped(24, 24, 0, 0, 100, 100, 0, 16, 0),
                            false,
                            "queued=16: clients that no worker ever served."),
                    of(
                            "open",
                            "an end with 2 connections still open",
                            0,
                            stopped(9, 9, 0, 0, 100, 100, 2, 0, 0),
                            false,
                            "open=2: their clients were cut off."),
                    of(
                            "accounts",
                            "an end that has lost track of one connection",
                            0,
                            stopped(9, 7, 1, 0, 100, 100, 0, 0, 0),
                            false,
                            "accepted=9, but drained + aborted + refused = 8: one connection is"
                                    + " nowhere."),
                    of(
                            "bytes",
                            "an end that has read 100 bytes and echoed 64",
                            0,
                            stopped(9, 9, 0, 0, 100, 64, 0, 0, 0),
                            false,
                            "bytes_in=100 and bytes_out=64: an echo was cut off."),
                    new Case(
                            "cut-off",
                            "a log that ends in the middle of its last line",
                            0,
                            List.of(READY, SIGNAL, "STOPPED cause=TERM"),
                            false,
                            "A key that is not there is not 0: this line was cut off."),
                    new Case(
                            "no-stopped",
                            "a server that ended with status 0 and said nothing",
                            0,
                            List.of(READY, SIGNAL),
                            false,
                            "Without a STOPPED line there is no account of anything: this server"
                                    + " did not end by its own protocol."),
                    new Case(
                            "hung",
                            "a server that hung and was killed",
                            -1,
                            List.of(READY, SIGNAL),
                            false,
                            "Status -1 means that it had to be killed."),
                    new Case(
                            "empty",
                            "a server that died before its first line",
                            0,
                            List.of(),
                            false,
                            "The log may be empty: do not count on a last line."));

    @Override
    public Result run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        RunJudge judge = compiled.make(RunJudge.class, compiled.plainLoader());
        for (Case each : CASES) {
            Object found;
            try {
                found = judge.isClean(each.status, each.log);
            } catch (RuntimeException e) {
                found = e;
            }
            if (!found.equals(each.clean)) {
                List<String> trace = new ArrayList<>(each.log);
                trace.add("exit status " + each.status);
                return Result.fail(each.cause, "wrong verdict on " + each.what)
                        .expected(each.clean, found)
                        .traced(trace)
                        .hinted(each.hint);
            }
        }
        return Result.pass("the judge is right about all runs", CASES.size());
    }

    private static Case of(
            String cause, String what, int status, String last, boolean clean, String hint) {
        return new Case(cause, what, status, List.of(READY, SIGNAL, last), clean, hint);
    }

    private static String stopped(
            int accepted,
            int drained,
            int aborted,
            int refused,
            int in,
            int out,
            int open,
            int queued,
            int threads) {
        return String.format(
                "STOPPED cause=TERM forced=0 accepted=%d drained=%d aborted=%d refused=%d"
                        + " bytes_in=%d bytes_out=%d late=0 submitted=9 run=9 rejected=0 open=%d"
                        + " queued=%d threads=%d t=2100",
                accepted, drained, aborted, refused, in, out, open, queued, threads);
    }
}
