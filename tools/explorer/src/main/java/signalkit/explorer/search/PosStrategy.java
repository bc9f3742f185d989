package signalkit.explorer.search;

import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;

/**
 * Partial order sampling (Yuan, Yang and Gu, 2018).
 *
 * <p>Each step has a priority of its own. When one happens, the steps that it conflicts with, and
 * that other threads are about to do, get new ones, so that each order of the two is likely.
 */
final class PosStrategy extends PriorityStrategy {
    /** A run that has not begun. */
    PosStrategy(long seed) {
        super(seed);
    }

    @Override
    void before(RunState run, Task at) {
        // Each step draws its priority when it can happen.
    }

    @Override
    void after(RunState run, Option chosen) {
        Task task = chosen.task();
        if (task == null) {
            return;
        }
        redraw(task.id);
        for (Task other : run.tasks()) {
            if (other != task && conflict(task.next, other.next)) {
                redraw(other.id);
            }
        }
    }

    private static boolean conflict(Operation one, Operation other) {
        if (one == null || other == null) {
            return false;
        }
        if (one.location() == null || other.location() == null) {
            return one.object() == other.object();
        }
        boolean readsOnly =
                one.kind() == Operation.Kind.READ && other.kind() == Operation.Kind.READ;
        return one.location() == other.location() && !readsOnly;
    }
}
