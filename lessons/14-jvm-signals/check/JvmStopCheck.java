package signalkit.lessons.jvmsignals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.ChildJvm;
import signalkit.course.check.Compilation;
import signalkit.course.check.CompileException;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;

/** The learner's program, in a JVM of its own, ends once and in order on TERM. */
final class JvmStopCheck implements Check {
    static final String MAIN = "lesson.Stop";
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration END = Duration.ofSeconds(3);

    /** Before TERM in the second run: a program that waits so long in the first is too late. */
    private static final Duration LONG_QUIET = END.plus(QUIET);

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compileProgram();
        CheckResult once = play(compiled, 1);
        if (!once.passed()) {
            return once;
        }
        CheckResult twice = play(compiled, 2);
        return twice.passed()
                ? CheckResult.pass(
                        "one TERM or two: the program saves once and ends with status 0", 2)
                : twice;
    }

    /** One run with that many TERMs; the second arrives while the program is saving. */
    static CheckResult play(Compilation compiled, int signals)
            throws IOException, InterruptedException {
        if (!compiled.classFiles().containsKey(MAIN)) {
            throw new CompileException("no class here is " + MAIN + "; keep that part");
        }
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            SaveMarks marks = new SaveMarks();
            marks.in(compiled).writeTo(folder.path());
            try (ChildJvm program = new ChildJvm(folder.path(), MAIN)) {
                return play(program, marks, signals);
            }
        }
    }

    private static CheckResult play(ChildJvm program, SaveMarks marks, int signals)
            throws IOException, InterruptedException {
        String when = signals == 1 ? "one TERM" : "a second TERM while it is saving";
        if (!program.await("ready", START)) {
            return CheckResult.fail("start", "the program did not print «ready»")
                    .expected("ready", said(program, marks))
                    .hinted("Keep the line that prints «ready» when signals may come.");
        }
        if (program.await("saving", signals == 1 ? QUIET : LONG_QUIET)) {
            return CheckResult.fail("early", "the program saved before TERM came")
                    .expected("ready, and then nothing", said(program, marks))
                    .hinted(
                            signals == 1
                                    ? "Nobody had asked for it yet: what of yours waits for TERM?"
                                    : "In this run TERM was to come later than in the first one:"
                                            + " time alone asks for nothing.");
        }
        program.terminate();
        if (signals == 2 && program.await("saving", END)) {
            program.terminate();
        }
        OptionalInt ended = program.awaitEnd(END);
        if (ended.isEmpty()) {
            List<JvmThread> threads = JvmThread.parse(program.threads());
            return CheckResult.fail("hang", "the program did not end after " + when)
                    .expected("an end within " + END.toSeconds() + " s", "none")
                    .traced(shown(marks.without(program.lines()), threads))
                    .hinted(JvmThread.explain(threads));
        }
        CheckResult saved = saved(program, marks, when);
        if (!saved.passed()) {
            return saved;
        }
        int status = ended.getAsInt();
        if (status != 0) {
            return CheckResult.fail(
                            "status", "the program ended with the wrong status after " + when)
                    .expected(0, status)
                    .hinted(
                            "Status "
                                    + status
                                    + (status == 143
                                            ? " is 128 + 15, what a program without a handler ends with."
                                            : ".")
                                    + " Who chooses it in your program?");
        }
        return saved;
    }

    /** Whether a program that has ended has run save() to its end, once. */
    private static CheckResult saved(ChildJvm program, SaveMarks marks, String when) {
        List<String> lines = program.lines();
        long saving = lines.stream().filter("saving"::equals).count();
        long saved = lines.stream().filter("saved"::equals).count();
        if (marks.begun(lines) == 0 && saved > 0) {
            return CheckResult.fail(
                            "not-saved", "the program says that it saved, and save() did not run")
                    .expected("a call of save()", said(program, marks))
                    .hinted("The line «saved» saves nothing: which method of yours does the work?");
        }
        boolean done = saved > 0 && marks.ended(lines) > 0;
        if (saving != 1 || saved != 1 || marks.begun(lines) != 1 || !done) {
            return CheckResult.fail(
                            done ? "saved-twice" : "not-saved",
                            "the program did not save once after " + when)
                    .expected("saving, saved", said(program, marks))
                    .hinted(
                            done
                                    ? "Each delivery is a new thread, and two of them were in"
                                            + " save(): what lets only the first one through?"
                                    : "The JVM was gone before save() had ended: which call of"
                                            + " yours ends it without waiting?");
        }
        return CheckResult.pass("the program saved once and ended with status 0", 1)
                .traced(marks.without(lines));
    }

    private static String said(ChildJvm program, SaveMarks marks) {
        return String.join(", ", marks.without(program.lines()));
    }

    private static List<String> shown(List<String> output, List<JvmThread> threads) {
        List<String> lines = new ArrayList<>();
        output.forEach(line -> lines.add("output: " + line));
        threads.forEach(thread -> lines.addAll(thread.lines()));
        return lines;
    }
}
