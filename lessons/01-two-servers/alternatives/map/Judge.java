package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Maps the account to a verdict. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        return status == 0
                && end.map(
                                f ->
                                        f.open() + f.queued() + f.threads() == 0
                                                && f.accepted() - f.refused()
                                                        == f.drained() + f.aborted()
                                                && f.submitted() - f.run() == f.rejected()
                                                && f.bytesIn() == f.bytesOut())
                        .orElse(false);
    }
}
