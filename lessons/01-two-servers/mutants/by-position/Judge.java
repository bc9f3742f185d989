package lesson;

import java.util.List;
import signalkit.lessons.twoservers.RunJudge;

/** Counts on the places of the keys. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        if (status != 0 || log.isEmpty()) {
            return false;
        }
        return log.get(log.size() - 1).matches(".* open=0 queued=0 threads=0 .*");
    }
}
