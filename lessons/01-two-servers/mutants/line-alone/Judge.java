package lesson;

import java.util.List;
import signalkit.lessons.twoservers.RunJudge;

/** Believes the log and never looks at the status. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        return !log.isEmpty() && log.get(log.size() - 1).startsWith("STOPPED");
    }
}
