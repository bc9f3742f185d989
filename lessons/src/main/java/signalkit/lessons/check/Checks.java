package signalkit.lessons.check;

import java.util.Map;
import signalkit.lessons.LessonException;

/** All checks, by the names that {@code lesson.json} uses. */
public final class Checks {
    private static final Map<String, Check> BY_NAME =
            Map.of(
                    "safe-server-stops", new SafeServerStops(),
                    "own-run", new OwnRun(),
                    "run-judge", new RunJudgeCheck(),
                    "run-judge-live", new RunJudgeLive(),
                    "signal-log", new SignalLogCheck(),
                    "signal-log-runs", new SignalLogRuns(),
                    "jvm-stop", new JvmStopCheck(),
                    "jvm-stop-replay", new JvmStopReplay());

    private Checks() {}

    /**
     * A check by its name.
     *
     * @param name as in {@code lesson.json}
     * @return the check
     */
    public static Check named(String name) {
        Check check = BY_NAME.get(name);
        if (check == null) {
            throw new LessonException("there is no check «" + name + "»; see lesson.json");
        }
        return check;
    }
}
