package signalkit.lessons.check;

import java.util.List;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;

/** Lesson 1, the first minute: the safe server starts here, gets TERM and ends clean. */
final class SafeServerStops implements Check {
    @Override
    public Result run(Submission submission) throws InterruptedException {
        TrialResult result = Servers.run(ServerKind.SAFE, TrialPlan.IDLE);
        List<String> lines = Servers.describe(result, TrialPlan.IDLE);
        if (result.verdict() == TrialVerdict.CLEAN) {
            return Result.pass(
                    "echo-safe started, got TERM and ended with status 0, "
                            + result.millis()
                            + " ms later",
                    1);
        }
        return Result.fail("server", "echo-safe did not end clean on this machine")
                .expected("exit status 0", result.verdict().label())
                .traced(lines)
                .hinted("Something on this machine is in the way; the log above is the server's.");
    }
}
