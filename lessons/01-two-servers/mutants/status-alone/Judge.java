package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Believes the exit status. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        return status == 0;
    }
}
