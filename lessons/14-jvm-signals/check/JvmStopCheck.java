package signalkit.lessons.jvmsignals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.ChildJvm;
import signalkit.course.check.Compilation;
import signalkit.course.check.CompileException;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.schedule.SceneCheck;
import signalkit.explorer.FindingKind;

/** The learner's program, in a JVM of its own, ends once and in order on TERM. */
final class JvmStopCheck implements Check {
    static final String MAIN = "lesson.Stop";
    private static final String READY = "ready";

    /** The status of a JVM that TERM ends: 128 and the number of the signal. */
    private static final int TERMINATED = 128 + 15;

    private static final String NOT_SAVED =
            "The JVM was gone before save() had ended. Which call of yours ends it without"
                    + " waiting?";

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration END = Duration.ofSeconds(3);

    /** Before TERM in the second run: a program that waits so long in the first is too late. */
    private static final Duration LONG_QUIET = END.plus(QUIET);

    /** So many TERMs, or more than a number in the code, while the program is saving. */
    private static final int MORE_TERMS = 4;

    private static final int CEILING = 50;

    /** What the explorer says when it has not looked at everything. */
    private static final Set<String> UNDECIDED = Set.of("cut", "unexplored");

    /** The same program on the explorer's threads, with two TERMs at every moment. */
    private static final SceneCheck SCHEDULES =
            SceneCheck.of(JvmProgram.class, 1, List.of(TwoTerms.class))
                    .failingOn(FindingKind.DATA_RACE);

    /** With more of them, each thread runs until it waits. */
    private static final SceneCheck MORE =
            SceneCheck.of(JvmProgram.class, 0, List.of(FourTerms.class));

    /** When TERM is sent. */
    enum Requests {
        ONE("one TERM"),
        WHILE_SAVING("a second TERM while it is saving"),
        TOGETHER("two TERMs whose handlers run at the same time");

        private final String text;

        Requests(String text) {
            this.text = text;
        }
    }

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compileProgram();
        for (Requests requests : Requests.values()) {
            CheckResult result = play(compiled, requests);
            if (!result.passed()) {
                return result;
            }
        }
        Compilation scene = SceneProgram.of(compiled);
        CheckResult explored = SCHEDULES.run(submission, scene);
        if (explored.passed()) {
            CheckResult more = MORE.run(submission, scene);
            explored = more.after(explored.schedules() + more.schedules());
        }
        if (explored.passed()) {
            return CheckResult.pass(
                    "one TERM or two: the program saves once and ends with status 0",
                    Requests.values().length + explored.schedules());
        }
        return UNDECIDED.contains(explored.cause())
                ? CheckResult.fail(
                                explored.cause(),
                                "not supported here: this may be right, and cannot be proved")
                        .expected("a search of all schedules that ends", explored.found())
                        .hinted(
                                "Three runs went well. To look at all schedules, the check needs a"
                                        + " program that waits: use a latch, a semaphore, a monitor"
                                        + " or a queue, and atomic or volatile fields.")
                        .after(explored.schedules())
                : explored;
    }

    /** One run of the program, in a JVM of its own. */
    static CheckResult play(Compilation compiled, Requests requests)
            throws IOException, InterruptedException {
        if (!compiled.classFiles().containsKey(MAIN)) {
            throw new CompileException("no class here is " + MAIN + "; keep that part");
        }
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            ProgramMarks marks = new ProgramMarks();
            marks.in(compiled, requests == Requests.TOGETHER).writeTo(folder.path());
            int more = SourceNumbers.of(compiled).beyond(MORE_TERMS, CEILING);
            try (ChildJvm program = new ChildJvm(folder.path(), MAIN)) {
                return play(program, marks, requests, more);
            }
        }
    }

    private static CheckResult play(
            ChildJvm program, ProgramMarks marks, Requests requests, int more)
            throws IOException, InterruptedException {
        if (!program.await(READY, START)) {
            return CheckResult.fail("start", "the program did not print «ready»")
                    .expected(READY, said(program, marks))
                    .hinted("Keep the line that prints «ready» when signals may come.");
        }
        if (marks.isReadyTooEarly(program.lines(), READY)) {
            return CheckResult.fail("ready", "the program said «ready» before it could answer TERM")
                    .expected("a handler or a hook, and then «ready»", said(program, marks))
                    .hinted("What would a TERM do that arrives right after this line?");
        }
        boolean waitsLong = requests == Requests.WHILE_SAVING;
        if (program.await("saving", waitsLong ? LONG_QUIET : QUIET)) {
            return CheckResult.fail("early", "the program saved before TERM came")
                    .expected("ready, and then nothing", said(program, marks))
                    .hinted(
                            waitsLong
                                    ? "In this run TERM was to come later than in the first one:"
                                            + " time alone asks for nothing."
                                    : "Nobody had asked for it yet: what of yours waits for TERM?");
        }
        program.terminate();
        if (requests == Requests.WHILE_SAVING && program.await("saving", END)
                || requests == Requests.TOGETHER) {
            // Handlers that look at nothing print no mark, and need not meet.
            if (requests == Requests.TOGETHER) {
                program.await(marks.looked(), QUIET);
            }
            program.terminate();
        }
        if (requests == Requests.WHILE_SAVING) {
            terminate(program, more);
        }
        return judged(program, marks, requests);
    }

    /** Sends so many TERMs, with pauses in which the JVM can take each before the next one. */
    private static void terminate(ChildJvm program, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            Thread.sleep(1);
            program.terminate();
        }
    }

    private static CheckResult judged(ChildJvm program, ProgramMarks marks, Requests requests)
            throws IOException, InterruptedException {
        OptionalInt ended = program.awaitEnd(END);
        if (ended.isEmpty()) {
            List<JvmThread> threads = JvmThread.parse(program.threads());
            return CheckResult.fail("hang", "the program did not end after " + requests.text)
                    .expected("an end within " + END.toSeconds() + " s", "none")
                    .traced(shown(marks.without(program.lines()), threads))
                    .hinted(JvmThread.explain(threads));
        }
        CheckResult saved = saved(program, marks, requests);
        if (!saved.passed()) {
            return saved;
        }
        int status = ended.getAsInt();
        if (status != 0) {
            return CheckResult.fail(
                            "status",
                            "the program ended with the wrong status after " + requests.text)
                    .expected(0, status)
                    .hinted(
                            "Status "
                                    + status
                                    + (status == TERMINATED
                                            ? " is what the JVM ends with when TERM ends it."
                                            : ".")
                                    + " Who chooses it in your program?");
        }
        return saved;
    }

    /** Whether a program that has ended has run save() to its end, once. */
    private static CheckResult saved(ChildJvm program, ProgramMarks marks, Requests requests) {
        List<String> lines = program.lines();
        long saving = lines.stream().filter("saving"::equals).count();
        long saved = lines.stream().filter("saved"::equals).count();
        if (marks.begun(lines) == 0 && saved > 0) {
            return CheckResult.fail(
                            "not-saved", "the program says that it saved, and save() did not run")
                    .expected("a call of save()", said(program, marks))
                    .hinted("The line «saved» saves nothing. Which method of yours does the work?");
        }
        if (marks.isCutShort(lines)) {
            return CheckResult.fail("interrupted", "save() was interrupted by " + requests.text)
                    .expected("a save that nobody disturbs", said(program, marks))
                    .hinted("Which thread does your handler interrupt, and where is it by then?");
        }
        if (marks.isShortened(lines)) {
            return CheckResult.fail("changed", "save() was over too soon after " + requests.text)
                    .expected("save() and pause() as they were", said(program, marks))
                    .hinted("Saving takes its time. Leave pause() alone, and wait for its end.");
        }
        boolean done = saved > 0 && marks.ended(lines) > 0;
        if (saving != 1 || saved != 1 || marks.begun(lines) != 1 || !done) {
            return CheckResult.fail(
                            done ? "saved-twice" : "not-saved",
                            "the program did not save once after " + requests.text)
                    .expected("saving, saved", said(program, marks))
                    .hinted(done ? twice(requests, marks.begun(lines)) : NOT_SAVED);
        }
        return CheckResult.pass("the program saved once and ended with status 0", 1)
                .traced(marks.without(lines));
    }

    private static String twice(Requests requests, long saves) {
        return requests == Requests.TOGETHER
                ? "Both handlers looked before either of them had changed anything. Which single"
                        + " step lets only one of them through?"
                : "Each delivery is a new thread, and "
                        + saves
                        + " of them were in save(). What lets only the first one through?";
    }

    private static String said(ChildJvm program, ProgramMarks marks) {
        return String.join(", ", marks.without(program.lines()));
    }

    private static List<String> shown(List<String> output, List<JvmThread> threads) {
        List<String> lines = new ArrayList<>();
        output.forEach(line -> lines.add("output: " + line));
        threads.forEach(thread -> lines.addAll(thread.lines()));
        return lines;
    }
}
