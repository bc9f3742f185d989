package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Refuses for the first reason that it finds. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        if (status != 0 || end.isEmpty()) {
            return false;
        }
        EndFigures f = end.get();
        if (f.open() > 0 || f.queued() > 0 || f.threads() > 0) {
            return false;
        }
        if (f.accepted() != f.drained() + f.aborted() + f.refused()) {
            return false;
        }
        if (f.submitted() != f.run() + f.rejected()) {
            return false;
        }
        return f.bytesIn() == f.bytesOut();
    }
}
