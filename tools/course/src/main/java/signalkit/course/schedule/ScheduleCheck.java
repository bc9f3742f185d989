package signalkit.course.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.explorer.Explorer;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/**
 * A schedule that the learner hands in breaks the exercise as it was.
 *
 * <p>The file has the id alone in one line, and below it, where that is asked for, the number of a
 * line that a solution changes; lines that start with # are comments.
 *
 * @param check of the exercise
 * @param asksForLine whether the learner also has to say which line to change
 */
public record ScheduleCheck(SceneCheck check, boolean asksForLine) implements Check {
    private static final String SOURCE = ".java";

    @Override
    public CheckResult run(Submission submission) throws IOException {
        String file = submission.files().get(0);
        List<String> given =
                Files.readAllLines(submission.folder().resolve(file)).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        if (given.isEmpty()) {
            return CheckResult.fail("no-id", file + " has no schedule in it")
                    .expected("the id of a schedule that breaks the exercise", "nothing")
                    .hinted("A failed check prints an id below its table.");
        }
        Schedule schedule;
        try {
            schedule = Schedule.of(given.get(0));
        } catch (IllegalArgumentException e) {
            return CheckResult.fail("bad-id", e.getMessage())
                    .expected("an id", given.get(0))
                    .hinted("Copy all of it: the last letter says whether the others are right.");
        }
        Trace trace = replay(submission, schedule);
        List<String> lines = TraceText.table(trace, submission.starter());
        if (trace.finding() == null) {
            return CheckResult.fail("ends-in-order", "nothing goes wrong in this schedule")
                    .expected("a schedule that breaks the exercise", "an end in order")
                    .traced(lines)
                    .hinted(
                            "In this one the signal arrives where it does no harm. See the table:"
                                    + " between which two steps would it?");
        }
        if (asksForLine) {
            String line = given.size() > 1 ? given.get(1) : "no line";
            LineQuestion question = StepGame.question(submission);
            LineQuestion.Reply reply = question.judge(line);
            if (reply.verdict() != LineQuestion.Verdict.RIGHT) {
                return CheckResult.fail("line", "that is not a line to change")
                        .expected("the number of a line that a solution changes", line)
                        .traced(lines)
                        .hinted(reply.text());
            }
            return CheckResult.pass(trace.finding() + "; to change: line " + reply.line(), 1)
                    .traced(lines);
        }
        return CheckResult.pass("it breaks: " + trace.finding(), 1).traced(lines);
    }

    private Trace replay(Submission submission, Schedule schedule) throws IOException {
        Submission starter = submission.starter();
        List<String> sources;
        try (var files = Files.list(starter.folder())) {
            sources =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(SOURCE))
                            .sorted()
                            .toList();
        }
        Compilation compiled = Compilation.of(starter.folder(), sources);
        Class<? extends Scene<?>> scene = check.scenes().get(0);
        ScenarioCode code = SceneCode.of(compiled, check.task(), scene);
        return Explorer.replay(code, schedule);
    }
}
