package signalkit.explorer.library;

import java.util.Set;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import signalkit.explorer.model.Task;
import signalkit.weaver.Site;

/**
 * Sums that are kept in several cells: who asks for one goes from cell to cell, so an update that
 * comes meanwhile may be missed although a later one is seen.
 *
 * <p>A sum that is ordered against all updates is exact. The thread that has the turn uses it.
 */
public final class Sums {
    private static final Object ASKED = new Object();
    private static final Object UPDATED = new Object();

    private static final Set<String> ASKING =
            Set.of(
                    "sum",
                    "sumThenReset",
                    "reset",
                    "get",
                    "getThenReset",
                    "intValue",
                    "longValue",
                    "floatValue",
                    "doubleValue",
                    "toString");

    private final Overlaps overlaps = new Overlaps();

    /** Notes a call, and tells whether it meets one of the other kind. */
    public boolean meets(Task self, Object target, Site site) {
        boolean isSum =
                target instanceof LongAdder
                        || target instanceof DoubleAdder
                        || target instanceof LongAccumulator
                        || target instanceof DoubleAccumulator;
        return isSum
                && overlaps.add(self, target, ASKING.contains(site.member()) ? ASKED : UPDATED);
    }
}
