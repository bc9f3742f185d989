package lesson;

import java.util.List;
import signalkit.lessons.twoservers.RunJudge;

/** Believes the exit status. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        return status == 0;
    }
}
