package signalkit.explorer.run;

import java.util.List;
import signalkit.explorer.model.Task;

/** Makes the choices of one run. */
public interface Strategy {
    /** Gives the run up: what follows has been seen. */
    int GIVE_UP = -1;

    /**
     * Chooses one of at least two options, or of one if {@link #isAlwaysAsked}.
     *
     * @param run the run; the caller is the thread that is at a point
     * @param at that thread
     * @param options the first is to go on as if nothing happened
     * @return an index, or {@link #GIVE_UP}
     */
    int choose(RunState run, Task at, List<Option> options);

    /**
     * Whether it chooses, too, where only one thing can happen.
     *
     * @return false when that just happens
     */
    default boolean isAlwaysAsked() {
        return false;
    }

    /**
     * Whether a thread that goes round and round has to let others go on at last.
     *
     * @param run the run
     * @return false when all that happens is written down already
     */
    default boolean isFair(RunState run) {
        return true;
    }

    /**
     * Whether it need not be written down that a thread lets others go on at last.
     *
     * @return true when that happens anyhow where the same choices are made again
     */
    default boolean restsAnyhow() {
        return false;
    }
}
