package signalkit.lessons.allowlist;

import java.io.IOException;
import java.util.Optional;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.SafeHandlers;
import signalkit.course.check.Submission;
import signalkit.course.schedule.SceneCheck;

/**
 * The learner's handlers do what they should, and reach nothing that they may not.
 *
 * @param schedules the check of all schedules
 */
record SignalLogCheck(SceneCheck schedules) implements Check {
    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compile();
        CheckResult behaviour = SignalLogRuns.behaviour(compiled);
        if (!behaviour.passed()) {
            return behaviour;
        }
        Optional<CheckResult> fault = SafeHandlers.fault(compiled, SafeHandlers.ALL);
        if (fault.isPresent()) {
            return fault.get().after(behaviour.schedules());
        }
        CheckResult everywhere = schedules.run(submission);
        if (!everywhere.passed()) {
            return everywhere;
        }
        return CheckResult.pass(
                "the handlers note every signal, wherever it comes, and reach nothing unsafe",
                behaviour.schedules() + everywhere.schedules());
    }
}
