package signalkit.explorer;

import java.io.Serializable;

/**
 * A small program as a lambda, for {@link Explorer#check(PlainProgram)}.
 *
 * <p>It is serializable so that the explorer can find its code; nobody writes it anywhere.
 */
@FunctionalInterface
public interface PlainProgram extends Serializable {
    /**
     * The program's first thread; called once in each run, in classes of the explorer's own.
     *
     * @throws Exception fails the run
     */
    void run() throws Exception;
}
