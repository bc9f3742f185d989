package lesson;

import java.util.List;
import signalkit.lessons.twoservers.RunJudge;

/** Looks at what is left, and never asks whether the accounts add up. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        if (status != 0 || log.isEmpty()) {
            return false;
        }
        List<String> words = List.of(log.get(log.size() - 1).split(" "));
        return words.containsAll(List.of("STOPPED", "open=0", "queued=0", "threads=0"));
    }
}
