package signalkit.explorer.library;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import signalkit.explorer.model.Task;

/**
 * Tells whether two uses of an object could overlap that are of different groups: nothing orders
 * the threads that make them.
 *
 * <p>A call that goes from step to step is taken for one step. That is right while every use that
 * it could meet takes the same lock. Uses that do not are of another group. The thread that has the
 * turn uses it.
 */
public final class Overlaps {
    /** By object and group: when each thread has used it last; 0 for never. */
    private final Map<Object, Map<Object, List<Integer>>> uses = new IdentityHashMap<>();

    /**
     * Notes a use.
     *
     * @param group compared by identity
     * @return whether a use of another group could overlap with it
     */
    public boolean add(Task self, Object object, Object group) {
        Map<Object, List<Integer>> groups =
                uses.computeIfAbsent(object, absent -> new IdentityHashMap<>(4));
        boolean overlaps = false;
        for (Map.Entry<Object, List<Integer>> each : groups.entrySet()) {
            overlaps |= each.getKey() != group && isUnordered(self, each.getValue());
        }
        List<Integer> own = groups.computeIfAbsent(group, absent -> new ArrayList<>());
        while (own.size() <= self.id) {
            own.add(0);
        }
        // What the use itself releases has it before it, and what was released earlier has not.
        own.set(self.id, self.clock.of(self.id) + 1);
        return overlaps;
    }

    private static boolean isUnordered(Task self, List<Integer> times) {
        for (int thread = 0; thread < times.size(); thread++) {
            if (thread != self.id && times.get(thread) > self.clock.of(thread)) {
                return true;
            }
        }
        return false;
    }
}
