package signalkit.lessons.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lesson 12: the same TERM on the program as it was, on the learner's, and on ours. */
final class JvmStopReplay implements Check {
    @Override
    public Result run(Submission submission) throws IOException, InterruptedException {
        List<String> trace = new ArrayList<>();
        Result before = JvmStopCheck.play(submission.starter().compile(), 1);
        trace.add("as it was: " + before.summary());
        trace.addAll(before.trace());
        Result mine = JvmStopCheck.play(submission.compile(), 1);
        if (!mine.passed()) {
            return mine;
        }
        Result ours = JvmStopCheck.play(submission.solution().compile(), 1);
        if (before.passed() || !ours.passed()) {
            return Result.fail("replay", "the kit's own programs do not behave as the text says")
                    .traced(trace);
        }
        return Result.pass("as it was: hangs; yours: ends; ours: ends", 3).traced(trace);
    }
}
