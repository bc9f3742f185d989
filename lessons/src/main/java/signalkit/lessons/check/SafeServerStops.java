package signalkit.lessons.check;

import java.util.List;
import signalkit.shell.server.ServerKind;
import signalkit.shell.trial.Scenario;
import signalkit.shell.trial.TrialResult;
import signalkit.shell.trial.Verdict;

/** Lesson 1, the first minute: the safe server starts here, gets TERM and ends clean. */
final class SafeServerStops implements Check {
    @Override
    public Result run(Submission submission) throws InterruptedException {
        TrialResult result = Servers.run(ServerKind.SAFE, Scenario.IDLE);
        List<String> lines = Servers.describe(result, Scenario.IDLE);
        if (result.verdict() == Verdict.CLEAN) {
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
