package signalkit.lessons.jvmsignals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;

/** The same TERM on the program as it was, on the learner's, and on ours. */
final class JvmStopReplay implements Check {
    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        List<String> trace = new ArrayList<>();
        CheckResult before =
                JvmStopCheck.play(submission.starter().compileProgram(), JvmStopCheck.Requests.ONE);
        trace.add("as it was: " + before.summary());
        trace.addAll(before.trace());
        CheckResult mine =
                JvmStopCheck.play(submission.compileProgram(), JvmStopCheck.Requests.ONE);
        if (!mine.passed()) {
            return mine;
        }
        CheckResult ours =
                JvmStopCheck.play(
                        submission.solution().compileProgram(), JvmStopCheck.Requests.ONE);
        if (before.passed() || !ours.passed()) {
            return CheckResult.fail(
                            "replay", "the kit's own programs do not behave as the text says")
                    .traced(trace);
        }
        return CheckResult.pass("as it was: hangs; yours: ends; ours: ends", 3).traced(trace);
    }
}
