package signalkit.explorer.fair;

import signalkit.explorer.model.Held;
import signalkit.explorer.model.LibraryCall;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.Operation;

/**
 * Whether the steps of one thread show it anything new. Only who has the turn uses it.
 *
 * <p>A thread that reads again and again what it has read before, and writes nothing, most likely
 * waits in a loop. To lock and unlock is neither.
 */
public final class News {
    /** So many steps without news are a loop. */
    private static final int PATIENCE = 20;

    private static final int PLACES = 8;

    private final Location[] places = new Location[PLACES];
    private final long[] versions = new long[PLACES];
    private int next;
    private int stale;

    // A write that may have changed nothing:
    private Object target;
    private Object before;
    private int staleBefore;

    /** The lock that it has tried to take last, and not released since. */
    private Location entered;

    /** Whether there was none for a while. */
    public boolean areMissing() {
        settleWrite();
        return stale >= PATIENCE;
    }

    /** A step is about to be done; its place has not been told of it yet. */
    public void note(Operation operation) {
        settleWrite();
        Location place = operation.location();
        switch (operation.kind()) {
            case READ -> {
                if (operation.target() instanceof LibraryCall call) {
                    noteRead(call.touches().get(0).place(), version(call));
                } else if (place != null && operation.step() == null) {
                    // Not a yield, which has a place of its own each time.
                    noteRead(place, place.read());
                }
            }
            case WRITE -> noteWrite(operation.target());
            case ENTER -> {
                stale = place != null && place == entered ? stale + 1 : stale;
                entered = place;
            }
            case EXIT -> entered = null;
            case MUTEX, FENCE -> {}
            default -> stale = 0;
        }
    }

    private static long version(LibraryCall call) {
        long sum = 0;
        for (LibraryCall.Touch touch : call.touches()) {
            sum += touch.place().read();
        }
        return sum;
    }

    private void noteRead(Location place, long version) {
        for (int i = 0; i < PLACES; i++) {
            if (places[i] == place) {
                stale = versions[i] == version ? stale + 1 : 0;
                versions[i] = version;
                return;
            }
        }
        stale = 0;
        places[next] = place;
        versions[next] = version;
        next = (next + 1) % PLACES;
    }

    private void noteWrite(Object object) {
        target = object;
        before = Held.atomic(object);
        staleBefore = stale;
        stale = 0;
    }

    private void settleWrite() {
        if (before != null && before.equals(Held.atomic(target))) {
            stale = staleBefore + 1;
        }
        target = null;
        before = null;
    }
}
