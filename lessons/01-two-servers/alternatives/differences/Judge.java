package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Computes what is missing of each kind. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        if (end.isEmpty()) {
            return false;
        }
        EndFigures f = end.get();
        long connections = f.accepted() - f.drained() - f.aborted() - f.refused();
        long jobs = f.submitted() - f.run() - f.rejected();
        long bytes = f.bytesIn() - f.bytesOut();
        long left = f.open() | f.queued() | f.threads();
        return (status | connections | jobs | bytes | left) == 0;
    }
}
