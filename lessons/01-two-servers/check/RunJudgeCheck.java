package signalkit.lessons.twoservers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;

/** The learner's judge on runs whose verdict is known. */
final class RunJudgeCheck implements Check {
    private static final long SEED = 1;
    private static final int ROUNDS = 20;

    /** How a figure changes an account that adds up. */
    private enum Fault {
        THREADS("8 workers were still there", "Nobody waited for the workers: threads=8."),
        QUEUED("16 jobs were still in the queue", "queued=16: clients that no worker served."),
        OPEN("2 connections were still open", "open=2: their clients were cut off."),
        LOST(
                "one connection is nowhere",
                "accepted is larger than drained + aborted + refused: what became of the others?"),
        TWICE(
                "one connection has two ends",
                "drained + aborted + refused is larger than accepted: the books are wrong."),
        DROPPED(
                "16 jobs were dropped",
                "submitted is larger than run + rejected: jobs were handed in and never run."),
        RUN_TWICE(
                "one job ran twice",
                "run + rejected is larger than submitted: a job was run that nobody had handed in."),
        CUT_OFF("36 bytes were not echoed", "bytes_out is smaller than bytes_in: an echo was cut."),
        ECHOED_TWICE(
                "36 bytes were echoed twice",
                "bytes_out is larger than bytes_in: something was echoed that nobody had sent."),
        SHIFTED(
                "a connection is lost, and a job has run twice",
                "Two faults can cancel each other in one sum. Compare connections with connections,"
                        + " and jobs with jobs."),
        STILL_OPEN(
                "an open connection makes the sum come right",
                "An open connection has no end. With open=1 the end is not clean, whatever adds up.");

        private final String what;
        private final String hint;

        Fault(String what, String hint) {
            this.what = what;
            this.hint = hint;
        }

        EndFigures in(EndFigures f) {
            return switch (this) {
                case THREADS -> copy(f, 0, 0, 0, 0, 0, 0, 8);
                case QUEUED -> copy(f, 0, 0, 0, 0, 0, 16, 0);
                case OPEN -> copy(f, 0, 0, 0, 0, 2, 0, 0);
                case LOST -> copy(f, 1, 0, 0, 0, 0, 0, 0);
                case TWICE -> copy(f, -1, 0, 0, 0, 0, 0, 0);
                case DROPPED -> copy(f, 0, 0, 16, 0, 0, 0, 0);
                case RUN_TWICE -> copy(f, 0, 0, -1, 0, 0, 0, 0);
                case CUT_OFF -> copy(f, 0, -36, 0, 0, 0, 0, 0);
                case ECHOED_TWICE -> copy(f, 0, 36, 0, 0, 0, 0, 0);
                case SHIFTED -> copy(f, 1, 0, -1, 0, 0, 0, 0);
                case STILL_OPEN -> copy(f, 1, 0, 0, 0, 1, 0, 0);
            };
        }

        private static EndFigures copy(
                EndFigures f,
                int accepted,
                int bytesOut,
                int submitted,
                int run,
                int open,
                int queued,
                int threads) {
            return new EndFigures(
                    f.accepted() + accepted,
                    f.drained(),
                    f.aborted(),
                    f.refused(),
                    f.bytesIn(),
                    f.bytesOut() + bytesOut,
                    f.late(),
                    f.submitted() + submitted,
                    f.run() + run,
                    f.rejected(),
                    f.open() + open,
                    f.queued() + queued,
                    f.threads() + threads);
        }
    }

    private record Case(
            String cause,
            String what,
            int status,
            Optional<EndFigures> end,
            boolean clean,
            String hint) {}

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        RunJudge judge = compiled.make(RunJudge.class, compiled.plainLoader());
        List<Case> cases = cases();
        for (Case each : cases) {
            Object found;
            try {
                found = judge.isClean(each.status, each.end);
            } catch (RuntimeException e) {
                found = e;
            }
            if (!found.equals(each.clean)) {
                return wrong(each, found);
            }
        }
        return CheckResult.pass("the judge is right about all runs", cases.size());
    }

    private static CheckResult wrong(Case each, Object found) {
        boolean isVerdict = found instanceof Boolean;
        return CheckResult.fail(each.cause, "wrong verdict: " + each.what)
                .expected(verdict(each.clean), isVerdict ? verdict((Boolean) found) : found)
                .traced(trace(each))
                .hinted(isVerdict ? each.hint : "isClean must not throw. " + each.hint);
    }

    private static String verdict(boolean clean) {
        return clean ? "clean" : "not clean";
    }

    /** Each fault alone, in accounts that nobody can know beforehand. */
    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        EndFigures plain = new EndFigures(9, 9, 0, 0, 100, 100, 0, 9, 9, 0, 0, 0, 0);
        cases.add(clean("everything adds up, and nothing is left", plain));
        for (Fault fault : Fault.values()) {
            cases.add(faulty(fault, plain));
        }
        addEndings(cases, plain);
        addUnusual(cases);
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            EndFigures figures = inOrder(random);
            cases.add(clean("the figures are others, and they add up", figures));
            for (Fault fault : Fault.values()) {
                cases.add(faulty(fault, figures));
            }
        }
        return cases;
    }

    /** The same account with other endings of the process, and none. */
    private static void addEndings(List<Case> cases, EndFigures plain) {
        Optional<EndFigures> end = Optional.of(plain);
        String status = "The account may add up although the end was forced: the status says so.";
        cases.add(
                new Case(
                        "status", "the end was forced by a second signal", 75, end, false, status));
        cases.add(
                new Case(
                        "status-143",
                        "the status is that of a shell for a process that TERM has killed",
                        143,
                        end,
                        false,
                        "A server that was asked to end and did so has status 0. 143 is none."));
        cases.add(
                new Case(
                        "killed",
                        "the process did not end by itself",
                        -1,
                        end,
                        false,
                        "-1 means that it had to be killed after its last line."));
        cases.add(
                new Case(
                        "no-account",
                        "the status is 0, and there is no whole line STOPPED",
                        0,
                        Optional.empty(),
                        false,
                        "Without an account nobody knows what was lost. A missing figure is not 0."));
        cases.add(
                new Case(
                        "hung",
                        "the server hung and was killed",
                        -1,
                        Optional.empty(),
                        false,
                        "There is neither a status nor an account."));
    }

    /** Accounts that look wrong and are in order. */
    private static void addUnusual(List<Case> cases) {
        cases.add(
                clean(
                        "two clients were refused when their jobs ran",
                        new EndFigures(9, 7, 0, 2, 100, 100, 0, 9, 9, 0, 0, 0, 0)));
        cases.add(
                clean(
                        "two latecomers were refused before they became jobs",
                        new EndFigures(9, 7, 0, 2, 100, 100, 0, 7, 7, 0, 0, 0, 0)));
        cases.add(
                clean(
                        "the closed queue rejected one job, whose connection was refused",
                        new EndFigures(9, 8, 0, 1, 100, 100, 0, 9, 8, 1, 0, 0, 0)));
        cases.add(
                clean(
                        "a client left in the middle, and late bytes came",
                        new EndFigures(9, 8, 1, 0, 100, 100, 64, 9, 9, 0, 0, 0, 0)));
        cases.add(
                clean(
                        "nobody had connected",
                        new EndFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        long bytes = 3L * Integer.MAX_VALUE;
        cases.add(
                clean(
                        "the server had run for a month",
                        new EndFigures(9, 9, 0, 0, bytes, bytes, 0, 9, 9, 0, 0, 0, 0)));
        long wrapped = bytes + (1L << 32);
        cases.add(
                new Case(
                        "large",
                        "four gigabytes were not echoed",
                        0,
                        Optional.of(
                                new EndFigures(9, 9, 0, 0, wrapped, bytes, 0, 9, 9, 0, 0, 0, 0)),
                        false,
                        "Compare the figures as long: an int keeps the lower 32 bits."));
    }

    private static EndFigures inOrder(Random random) {
        long drained = 10 + random.nextInt(500);
        long aborted = random.nextInt(10);
        long refused = 2 + random.nextInt(10);
        long rejected = 1 + random.nextInt((int) refused);
        long run = drained + aborted;
        long bytes = 1_000 + random.nextInt(1_000_000);
        return new EndFigures(
                drained + aborted + refused,
                drained,
                aborted,
                refused,
                bytes,
                bytes,
                random.nextInt(100),
                run + rejected,
                run,
                rejected,
                0,
                0,
                0);
    }

    private static Case clean(String what, EndFigures figures) {
        return new Case(
                "clean",
                what,
                0,
                Optional.of(figures),
                true,
                "This end is in order: " + what + ". Which of your conditions is too strict?");
    }

    private static Case faulty(Fault fault, EndFigures figures) {
        return new Case(
                fault.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                fault.what,
                0,
                Optional.of(fault.in(figures)),
                false,
                fault.hint);
    }

    private static List<String> trace(Case each) {
        List<String> lines = new ArrayList<>();
        each.end.ifPresentOrElse(
                f -> {
                    lines.add("STOPPED cause=TERM forced=0");
                    lines.add(
                            String.format(
                                    "  accepted=%d drained=%d aborted=%d refused=%d",
                                    f.accepted(), f.drained(), f.aborted(), f.refused()));
                    lines.add(
                            String.format(
                                    "  bytes_in=%d bytes_out=%d late=%d",
                                    f.bytesIn(), f.bytesOut(), f.late()));
                    lines.add(
                            String.format(
                                    "  submitted=%d run=%d rejected=%d",
                                    f.submitted(), f.run(), f.rejected()));
                    lines.add(
                            String.format(
                                    "  open=%d queued=%d threads=%d",
                                    f.open(), f.queued(), f.threads()));
                },
                () -> lines.add("(no line STOPPED, or one that was cut off)"));
        lines.add(each.status < 0 ? "killed" : "exit status " + each.status);
        return lines;
    }
}
