package signalkit.lessons.twoservers;

import java.util.Optional;

/** Tells a server's clean end from all others. */
@FunctionalInterface
public interface RunJudge {
    /**
     * Judges a run that is over.
     *
     * @param status the exit status of the process, or -1 when it had to be killed
     * @param end the figures of the server's last line; empty when it wrote no whole line STOPPED
     * @return whether it ended in order, and lost nothing and nobody
     */
    boolean isClean(int status, Optional<EndFigures> end);
}
