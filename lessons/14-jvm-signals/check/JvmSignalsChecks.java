package signalkit.lessons.jvmsignals;

import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.LessonChecks;

/** A program that gets TERM from the operating system. */
public final class JvmSignalsChecks implements LessonChecks {
    @Override
    public Map<String, Check> byStep() {
        return Map.of(
                "step", new OwnDump(),
                "fix", new JvmStopCheck(),
                "replay", new JvmStopReplay());
    }
}
