package signalkit.lessons.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lessons.task.RunJudge;

/** Lesson 1: the learner's judge on both servers, live. */
final class RunJudgeLive implements Check {
    @Override
    public Result run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compile();
        RunJudge judge = compiled.make(RunJudge.class, compiled.plainLoader());
        List<String> trace = new ArrayList<>();
        for (ServerKind kind : ServerKind.values()) {
            TrialResult result = Servers.run(kind, TrialPlan.CROWD);
            trace.addAll(Servers.describe(result, TrialPlan.CROWD));
            boolean verdict = judge.isClean(result.exitStatus().orElse(-1), result.log());
            boolean expected = kind == ServerKind.SAFE;
            if (verdict != expected) {
                return Result.fail("live-" + kind, "wrong verdict on a live run of echo-" + kind)
                        .expected(expected, verdict)
                        .traced(trace)
                        .hinted("Go through the STOPPED line above key by key.");
            }
        }
        return Result.pass("the judge calls echo-safe clean and echo-unsafe not", 2);
    }
}
