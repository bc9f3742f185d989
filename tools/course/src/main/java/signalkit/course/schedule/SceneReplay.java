package signalkit.course.schedule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/**
 * The schedule that breaks the exercise as it was, on that code, on the learner's and on ours.
 *
 * @param check finds the schedule
 */
public record SceneReplay(SceneCheck check) implements Check {
    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation starter = submission.starter().compile();
        for (Class<? extends Scene<?>> scene : check.scenes()) {
            ScenarioCode broken = SceneCode.of(starter, check.task(), scene);
            Result found =
                    Explorer.explore(broken, check.bounds(), check.failures(), ignored -> {});
            if (found.failure().isPresent()) {
                return replay(submission, scene, broken, found.failure().get());
            }
        }
        return CheckResult.fail("replay", "the exercise as it was does not fail any more");
    }

    private CheckResult replay(
            Submission submission,
            Class<? extends Scene<?>> scene,
            ScenarioCode broken,
            Result.Failure failure)
            throws IOException {
        Schedule schedule = failure.schedule();
        List<String> lines = new ArrayList<>();
        lines.add("schedule " + schedule.id() + " on the exercise as it was:");
        Trace before = Explorer.replay(broken, schedule);
        lines.addAll(TraceText.table(before, submission.starter()));
        lines.add("  " + failure.finding());
        Trace mine = Explorer.replay(code(submission, scene), schedule);
        Optional<Finding> wrong = check.wrong(mine);
        lines.add("on your code: " + end(wrong));
        if (wrong.isPresent()) {
            return CheckResult.fail(
                            "replay", "the schedule that breaks the exercise breaks yours, too")
                    .expected("an orderly end", wrong.get())
                    .traced(lines)
                    .hinted(TraceText.hint(mine, wrong.get()));
        }
        Trace ours = Explorer.replay(code(submission.solution(), scene), schedule);
        lines.add("on our code: " + end(check.wrong(ours)));
        return CheckResult.pass(
                        "schedule "
                                + schedule.id()
                                + " breaks the old code, and not yours nor ours",
                        3)
                .traced(lines);
    }

    private ScenarioCode code(Submission submission, Class<? extends Scene<?>> scene)
            throws IOException {
        return SceneCode.of(submission.compile(), check.task(), scene);
    }

    private static String end(Optional<Finding> finding) {
        return finding.map(Finding::toString).orElse("ends in order");
    }
}
