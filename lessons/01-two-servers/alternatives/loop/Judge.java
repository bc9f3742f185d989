package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Goes through pairs that must be equal. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        if (end.isEmpty()) {
            return false;
        }
        EndFigures f = end.get();
        long[][] pairs = {
            {status, 0},
            {f.open() + f.queued() + f.threads(), 0},
            {f.accepted(), f.drained() + f.aborted() + f.refused()},
            {f.submitted(), f.run() + f.rejected()},
            {f.bytesIn(), f.bytesOut()}
        };
        boolean isClean = true;
        for (long[] pair : pairs) {
            isClean &= pair[0] == pair[1];
        }
        return isClean;
    }
}
