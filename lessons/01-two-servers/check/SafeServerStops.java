package signalkit.lessons.twoservers;

import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;

/** The safe server starts here, gets TERM and ends clean. */
final class SafeServerStops implements Check {
    @Override
    public CheckResult run(Submission submission) throws InterruptedException {
        TrialResult result = ServerRuns.run(ServerKind.SAFE, TrialPlan.IDLE);
        List<String> lines = ServerRuns.describe(result, TrialPlan.IDLE);
        if (result.verdict() == TrialVerdict.CLEAN) {
            return CheckResult.pass(
                    "echo-safe started, got TERM and ended with status 0, "
                            + result.millis()
                            + " ms later",
                    1);
        }
        return CheckResult.fail("server", "echo-safe did not end clean on this machine")
                .expected("exit status 0", result.verdict().label())
                .traced(lines)
                .hinted("Something on this machine is in the way; the log above is the server's.");
    }
}
