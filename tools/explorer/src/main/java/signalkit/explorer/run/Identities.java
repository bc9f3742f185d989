package signalkit.explorer.run;

import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.Task;

/**
 * Numbers that differ for no reason that a program gives, and are the same in each run: hash codes
 * by identity, and seeds. The thread that has the turn uses it.
 */
final class Identities {
    private final Map<Object, Integer> hashes = new IdentityHashMap<>();
    private final Map<Task, Integer> counts = new IdentityHashMap<>();

    /** The hash code of an object: its thread's next number when it is asked for it first. */
    int hashCode(Task task, Object object) {
        if (object == null) {
            return 0;
        }
        return hashes.computeIfAbsent(object, absent -> (int) next(task) & Integer.MAX_VALUE);
    }

    /** Another number each time; it depends on the thread alone. */
    long next(Task task) {
        return Hash.mix(task.id, counts.merge(task, 1, Integer::sum));
    }
}
