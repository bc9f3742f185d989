package lesson;

import java.util.Optional;
import signalkit.lessons.twoservers.EndFigures;
import signalkit.lessons.twoservers.RunJudge;

/** Judges an account once, and takes it for known when it comes again. */
public final class Judge implements RunJudge {
    private EndFigures last;

    @Override
    public boolean isClean(int status, Optional<EndFigures> end) {
        if (status != 0 || end.isEmpty()) {
            return false;
        }
        EndFigures f = end.get();
        if (f.equals(last)) {
            return true;
        }
        last = f;
        return f.accepted() == f.drained() + f.aborted() + f.refused()
                && f.bytesIn() == f.bytesOut()
                && f.submitted() == f.run() + f.rejected()
                && f.open() == 0
                && f.queued() == 0
                && f.threads() == 0;
    }
}
