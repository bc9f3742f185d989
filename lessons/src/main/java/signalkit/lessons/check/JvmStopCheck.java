package signalkit.lessons.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lesson 12: the learner's program, in a JVM of its own, ends once and in order on TERM. */
final class JvmStopCheck implements Check {
    static final String MAIN = "lesson.Stop";
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration END = Duration.ofSeconds(3);

    @Override
    public Result run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compile();
        Result once = play(compiled, 1);
        if (!once.passed()) {
            return once;
        }
        Result twice = play(compiled, 2);
        return twice.passed()
                ? Result.pass("one TERM or two: the program saves once and ends with status 0", 2)
                : twice;
    }

    /** One run, with so many TERM; the second one comes while the program is saving. */
    static Result play(Compilation compiled, int signals) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("exercise");
        try {
            compiled.writeTo(folder);
            try (ChildJvm program = new ChildJvm(folder, MAIN)) {
                return play(program, signals);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static Result play(ChildJvm program, int signals)
            throws IOException, InterruptedException {
        String when = signals == 1 ? "one TERM" : "a second TERM while it is saving";
        if (!program.await("ready", START)) {
            return Result.fail("start", "the program did not print «ready»")
                    .expected("ready", String.join(", ", program.lines()))
                    .hinted("Keep the line that prints «ready» when signals may come.");
        }
        if (signals == 1 && program.await("saving", QUIET)) {
            return Result.fail("early", "the program saved before TERM came")
                    .expected("ready, and then nothing", String.join(", ", program.lines()))
                    .hinted("Nobody had asked for it yet: what of yours waits for TERM?");
        }
        program.terminate();
        if (signals == 2 && program.await("saving", END)) {
            program.terminate();
        }
        Integer status = program.awaitEnd(END);
        if (status == null) {
            List<JvmThread> threads = JvmThread.parse(program.threads());
            return Result.fail("hang", "the program did not end after " + when)
                    .expected("an end within " + END.toSeconds() + " s", "none")
                    .traced(shown(program, threads))
                    .hinted(JvmThread.explain(threads));
        }
        long saved = program.lines().stream().filter("saved"::equals).count();
        long saving = program.lines().stream().filter("saving"::equals).count();
        if (saved != 1 || saving != 1) {
            String cause = saved == 0 ? "not-saved" : "saved-twice";
            return Result.fail(cause, "the program did not save once after " + when)
                    .expected("saving, saved", String.join(", ", program.lines()))
                    .hinted(
                            saved == 0
                                    ? "The JVM was gone before save() had ended: which call of"
                                            + " yours ends it without waiting?"
                                    : "Each delivery is a new thread, and two of them were in"
                                            + " save(): what lets only the first one through?");
        }
        if (status != 0) {
            return Result.fail("status", "the program ended with the wrong status after " + when)
                    .expected(0, status)
                    .hinted(
                            "Status "
                                    + status
                                    + (status == 143
                                            ? " is 128 + 15, what a program without a handler ends with."
                                            : ".")
                                    + " Who chooses it in your program?");
        }
        return Result.pass("the program saved once and ended with status 0", 1)
                .traced(program.lines());
    }

    private static List<String> shown(ChildJvm program, List<JvmThread> threads) {
        List<String> lines = new ArrayList<>();
        program.lines().forEach(line -> lines.add("output: " + line));
        threads.forEach(thread -> lines.addAll(thread.lines()));
        return lines;
    }
}
