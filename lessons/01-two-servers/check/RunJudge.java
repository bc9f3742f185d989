package signalkit.lessons.twoservers;

import java.util.List;

/** Tells a server's clean end from all others. */
@FunctionalInterface
public interface RunJudge {
    /**
     * Judges a run that is over.
     *
     * @param status the exit status of the process, or -1 when it had to be killed
     * @param log what the server wrote to its standard output, line by line
     * @return whether it ended in order and lost nothing and nobody
     */
    boolean isClean(int status, List<String> log);
}
