package signalkit.lessons.twoservers;

import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.LessonChecks;

/** The end of both servers, and a judge that tells one from the other. */
public final class TwoServersChecks implements LessonChecks {
    @Override
    public Map<String, Check> byStep() {
        return Map.of(
                "start", new SafeServerStops(),
                "step", new OwnRun(),
                "fix", new RunJudgeCheck(),
                "replay", new RunJudgeLive());
    }
}
