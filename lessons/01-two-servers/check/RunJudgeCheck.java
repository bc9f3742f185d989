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
    private static final int ROUNDS = 200;
    private static final long TWO_TO_THE_32 = 1L << 32;

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
                boolean first = judge.isClean(each.status, each.end);
                boolean second = judge.isClean(each.status, each.end);
                if (first != second) {
                    return fickle(each, first, second);
                }
                found = first;
            } catch (RuntimeException e) {
                found = e;
            }
            if (!found.equals(each.clean)) {
                return wrong(each, found);
            }
        }
        return CheckResult.pass("the judge is right about all runs", cases.size());
    }

    private static CheckResult fickle(Case each, boolean first, boolean second) {
        return CheckResult.fail("fickle", "asked twice about one run, the judge changes its mind")
                .expected(verdict(each.clean) + ", twice", verdict(first) + ", " + verdict(second))
                .traced(trace(each))
                .hinted("A verdict follows from the two arguments. What else does yours look at?");
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
        for (AccountFault fault : AccountFault.values()) {
            cases.add(faulty(fault, plain));
        }
        addEndings(cases, plain);
        addUnusual(cases);
        addLarge(cases, plain);
        addSmall(cases, plain);
        EndFigures unused = new EndFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        cases.add(clean("nobody had connected", unused));
        for (AccountFault fault : AccountFault.values()) {
            cases.add(faulty(fault, unused));
        }
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            EndFigures figures = inOrder(random);
            cases.add(clean("the figures are others, and they add up", figures));
            for (AccountFault fault : AccountFault.values()) {
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
        for (int other = 1; other <= 256; other++) {
            cases.add(
                    new Case(
                            "status-other",
                            "the account adds up, and the status is not 0",
                            other,
                            end,
                            false,
                            "Only 0 is clean, whatever " + other + " may mean elsewhere."));
        }
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
                        "two jobs were rejected, and their connections broken off",
                        new EndFigures(14, 12, 2, 0, 100, 100, 0, 14, 12, 2, 0, 0, 0)));
        cases.add(
                clean(
                        "one job was rejected at first, and taken later",
                        new EndFigures(9, 9, 0, 0, 100, 100, 0, 10, 9, 1, 0, 0, 0)));
        cases.add(
                clean(
                        "all three clients were refused",
                        new EndFigures(3, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        cases.add(
                clean(
                        "a client sent nothing before the server closed its side, and much after",
                        new EndFigures(1, 1, 0, 0, 0, 0, 64, 1, 1, 0, 0, 0, 0)));
    }

    /** Figures that an int, or a double, cannot hold. */
    private static void addLarge(List<Case> cases, EndFigures plain) {
        long bytes = 3L * Integer.MAX_VALUE;
        cases.add(
                clean(
                        "the server had run for a month",
                        new EndFigures(9, 9, 0, 0, bytes, bytes, 0, 9, 9, 0, 0, 0, 0)));
        long exact = 1L << 60;
        cases.add(large("4 GB were not echoed", bytes(bytes + TWO_TO_THE_32, bytes)));
        cases.add(large("4 GB were not echoed", bytes(2 * TWO_TO_THE_32, TWO_TO_THE_32)));
        cases.add(large("all bytes but one were not echoed", bytes(TWO_TO_THE_32, 1)));
        cases.add(large("one of very many bytes was not echoed", bytes(exact + 1, exact)));
        for (int i = 0; i < 5; i++) {
            EndFigures figures = with(plain, i, TWO_TO_THE_32);
            cases.add(large("a figure is larger than an int can be", figures));
        }
    }

    /** One or two too many of what must be even, or not there at all. */
    private static void addSmall(List<Case> cases, EndFigures plain) {
        for (int which = 0; which < 5; which++) {
            for (int more = 1; more <= 2; more++) {
                cases.add(
                        new Case(
                                "small",
                                "a single figure is too large by " + more,
                                0,
                                Optional.of(with(plain, which, more)),
                                false,
                                "One is as wrong as many: which figure below is too large by "
                                        + more
                                        + "?"));
            }
        }
    }

    private static EndFigures bytes(long in, long out) {
        return new EndFigures(9, 9, 0, 0, in, out, 0, 9, 9, 0, 0, 0, 0);
    }

    /** One figure is larger. */
    private static EndFigures with(EndFigures f, int which, long by) {
        long[] more = new long[5];
        more[which] = by;
        return new EndFigures(
                f.accepted() + more[0],
                f.drained(),
                f.aborted(),
                f.refused(),
                f.bytesIn(),
                f.bytesOut(),
                f.late(),
                f.submitted() + more[1],
                f.run(),
                f.rejected(),
                more[2],
                more[3],
                more[4]);
    }

    private static Case large(String what, EndFigures figures) {
        return new Case(
                "large",
                what,
                0,
                Optional.of(figures),
                false,
                "Compare the figures as long: an int keeps the lower 32 bits, and a double only the"
                        + " upper 53.");
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

    private static Case faulty(AccountFault fault, EndFigures figures) {
        return new Case(
                fault.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                fault.what(),
                0,
                Optional.of(fault.in(figures)),
                false,
                fault.hint());
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
