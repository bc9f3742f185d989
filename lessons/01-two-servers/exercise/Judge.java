package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Tells a clean end from all others. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        // TODO: many a deployment script stops here. What does it miss?
        return status == 0 || status == 143;
    }
}
