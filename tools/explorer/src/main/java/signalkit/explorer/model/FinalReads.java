package signalkit.explorer.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import signalkit.explorer.memory.VectorClock;

/**
 * What a thread sees without any order, because it came there through final fields (JLS 17.5.1).
 *
 * <p>Whoever reads a final field sees all that its object led to when the constructor ended, and so
 * does whoever goes on from there, from object to object. That is no happens-before: it holds for
 * these objects only. An object that the thread has from elsewhere, too, is not one of them.
 */
public final class FinalReads {
    private final Map<Object, VectorClock> frozen = new IdentityHashMap<>();
    private final Set<Object> distrusted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The thread has come to an object; {@code time} is null when nothing was frozen. */
    public void reach(Object object, VectorClock time) {
        if (object != null && time != null) {
            frozen.computeIfAbsent(object, absent -> new VectorClock()).join(time);
        }
    }

    /** The thread has an object from an access that orders nothing. */
    public void distrust(Object object) {
        if (object != null) {
            distrusted.add(object);
        }
    }

    /** Until when the thread sees all that was done to an object; null when it need not. */
    public VectorClock of(Object object) {
        return object == null || distrusted.contains(object) ? null : frozen.get(object);
    }

    /** Whether the thread sees what another one has done to an object at a time. */
    public boolean see(Object object, int thread, int time) {
        VectorClock seen = of(object);
        return seen != null && time <= seen.of(thread);
    }
}
