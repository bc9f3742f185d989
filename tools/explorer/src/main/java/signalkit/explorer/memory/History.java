package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.List;

/** All that has happened to one location in a run: its writes in coherence order, its reads. */
public final class History {
    /** That an event read a write. */
    record Read(TrackedAccess by, Store store) {}

    final List<Store> stores = new ArrayList<>();
    final List<Read> reads = new ArrayList<>();

    History(Object value, long hash) {
        Store first = new Store(value, hash, null, null);
        first.isAfterAll = true;
        stores.add(first);
    }

    /** The write that ends the coherence order. */
    public Store latest() {
        return stores.get(stores.size() - 1);
    }

    /** The write that comes after another one, or null. */
    public Store after(Store store) {
        return store.place + 1 < stores.size() ? stores.get(store.place + 1) : null;
    }

    /** The earliest place that a coherent access may have. */
    int floor(VectorClock clock) {
        int place = stores.size() - 1;
        while (!stores.get(place).isKnown(clock)) {
            place--;
        }
        return place;
    }

    /** Whether a write that happens before a read has overwritten another one before. */
    boolean isOverwritten(Store store, VectorClock clock) {
        for (Store other : stores) {
            boolean isBetween =
                    other != store
                            && other.by != null
                            && other.happensBefore(clock)
                            && store.happensBefore(other.by.clock());
            if (isBetween) {
                return true;
            }
        }
        return false;
    }

    /** Whether a volatile read has seen a write at a later place. */
    boolean isReadVolatileAfter(int place) {
        for (Read read : reads) {
            if (read.store().place > place && read.by().access().isVolatile()) {
                return true;
            }
        }
        return false;
    }

    void insertAfter(Store before, Store store) {
        store.isAfterAll = before.isAfterAll && before.happensBefore(store.by.clock());
        stores.add(before.place + 1, store);
        for (int i = before.place + 1; i < stores.size(); i++) {
            stores.get(i).place = i;
            stores.get(i).isAfterAll &= i == before.place + 1;
        }
    }

    /** Whether a read can see the latest write only. */
    boolean isSettled(VectorClock clock) {
        return latest().isAfterAll && latest().happensBefore(clock);
    }

    /**
     * Whether an earlier read could see a write that it has itself led to: load buffering.
     *
     * <p>Such a run is not explored. A read that would synchronise with the write could not see it,
     * for the write would have to happen before what it depends on.
     */
    boolean couldHaveBeenRead(Store store) {
        TrackedAccess write = store.by;
        for (Read read : reads) {
            TrackedAccess by = read.by();
            boolean ledHere =
                    by.thread() != write.thread()
                            && !by.happensBefore(write.clock())
                            && write.clock().causesOf(by.thread()) >= by.time();
            boolean synchronises = by.access().acquires() && write.access().releases();
            if (ledHere && !synchronises && (by.access().isPlain() || !isPast(by, store))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a write that happens after a read comes before a place in coherence order. */
    private boolean isPast(TrackedAccess read, Store store) {
        for (int i = 0; i < store.place; i++) {
            TrackedAccess other = stores.get(i).by;
            if (other != null && read.happensBefore(other.clock())) {
                return true;
            }
        }
        return false;
    }
}
