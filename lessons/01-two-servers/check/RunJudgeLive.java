package signalkit.lessons.twoservers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;

/** The learner's judge on both servers, live. */
final class RunJudgeLive implements Check {
    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compile();
        RunJudge judge = compiled.make(RunJudge.class, compiled.plainLoader());
        List<String> trace = new ArrayList<>();
        for (ServerKind kind : ServerKind.values()) {
            TrialResult result = ServerRuns.run(kind, TrialPlan.CROWD);
            trace.addAll(ServerRuns.describe(result, TrialPlan.CROWD));
            boolean verdict =
                    judge.isClean(result.exitStatus().orElse(-1), EndFigures.of(result.log()));
            boolean expected = kind == ServerKind.SAFE;
            if (verdict != expected) {
                return CheckResult.fail(
                                "live-" + kind, "wrong verdict on a live run of echo-" + kind)
                        .expected(expected, verdict)
                        .traced(trace)
                        .hinted("Go through the STOPPED line above key by key.");
            }
        }
        return CheckResult.pass("the judge calls echo-safe clean and echo-unsafe not", 2);
    }
}
