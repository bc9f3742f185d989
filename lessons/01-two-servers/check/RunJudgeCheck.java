package signalkit.lessons.twoservers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;

/** The learner's judge on runs whose verdict is known. */
final class RunJudgeCheck implements Check {
    private static final String READY = "READY port=40123 pid=123 t=85";
    private static final String SIGNAL = "SIGNAL name=TERM t=2041";

    private static final String JOBS = "submitted=\\d+ run=\\d+ rejected=\\d+";
    private static final long SEED = 1;
    private static final int OTHERS = 5;
    private static final String CLEAN = stopped(9, 9, 0, 0, 100, 100, 0, 0, 0);

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
                                    + " rejected=1 run=8 submitted=9 forced=0 cause=TERM t=9",
                            true,
                            "Find a value by its key, not by its place in the line."),
                    of(
                            "clean-refused",
                            "an end of echo-safe that has refused two latecomers",
                            0,
                            stopped(9, 7, 0, 2, 100, 100, 0, 0, 0),
                            true,
                            "A connection that was refused is accounted for, as one that was"
                                    + " drained is."),
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
                            "no-stopped",
                            "a server that its watchdog has given up",
                            0,
                            List.of(READY, SIGNAL, "NOT_" + CLEAN),
                            false,
                            "This last line only has STOPPED in it: take its first word, all of"
                                    + " it."),
                    new Case(
                            "no-stopped",
                            "a server that was started again and then died",
                            0,
                            List.of(READY, SIGNAL, CLEAN, "STARTING pid=124 t=80"),
                            false,
                            "The account is of the run before: this one has come no further than"
                                    + " its first line."),
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
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        RunJudge judge = compiled.make(RunJudge.class, compiled.plainLoader());
        List<Case> cases = new ArrayList<>(CASES);
        cases.addAll(others());
        cases.add(
                of(
                        "jobs",
                        "an end with 24 jobs handed in, 8 run and none rejected",
                        0,
                        CLEAN.replace("submitted=9 run=9", "submitted=24 run=8"),
                        false,
                        "submitted=24, but run + rejected = 8: sixteen jobs were dropped."));
        for (Case each : cases) {
            Object found;
            try {
                found = judge.isClean(each.status, each.log);
            } catch (RuntimeException e) {
                found = e;
            }
            if (!found.equals(each.clean)) {
                List<String> trace = new ArrayList<>(each.log);
                trace.add("exit status " + each.status);
                return CheckResult.fail(each.cause, "wrong verdict on " + each.what)
                        .expected(each.clean, found)
                        .traced(trace)
                        .hinted(each.hint);
            }
        }
        return CheckResult.pass("the judge is right about all runs", cases.size());
    }

    /** Accounts of any size, each in order and with one figure wrong: none is known beforehand. */
    private static List<Case> others() {
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            int drained = 10 + random.nextInt(500);
            int aborted = random.nextInt(10);
            int refused = random.nextInt(10);
            int all = drained + aborted + refused;
            int bytes = 1_000 + random.nextInt(1_000_000);
            int left = 1 + random.nextInt(9);
            cases.add(other(true, stopped(all, drained, aborted, refused, bytes, bytes, 0, 0, 0)));
            cases.add(
                    other(
                            false,
                            stopped(all + left, drained, aborted, refused, bytes, bytes, 0, 0, 0)));
            cases.add(
                    other(
                            false,
                            stopped(all, drained, aborted, refused, bytes, bytes - left, 0, 0, 0)));
            cases.add(
                    other(
                            false,
                            stopped(all, drained, aborted, refused, bytes, bytes, 0, 0, left)));
            String jobs = "submitted=" + all + " run=" + (all - left) + " rejected=";
            String good = stopped(all, drained, aborted, refused, bytes, bytes, 0, 0, 0);
            cases.add(other(true, good.replaceFirst(JOBS, jobs + left)));
        }
        return cases;
    }

    private static Case other(boolean clean, String last) {
        return of(
                clean ? "other-clean" : "other",
                clean ? "a clean end with other figures" : "an end with other figures",
                0,
                last,
                clean,
                clean
                        ? "Nothing is wrong here but that you have not seen these figures before:"
                                + " compare them with each other, and not with some of your own."
                        : "Go through the last line: which figure does not fit the others?");
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
