package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The execution graph of one run: what each access to a tracked location may see.
 *
 * <p>An access asks for its picks, takes one, and commits it. Threads are numbers, and each has a
 * vector clock that the caller keeps, and ticks before each commit. Not thread-safe.
 */
public final class WeakMemory {
    /**
     * What an access may do.
     *
     * @param store the write that it reads; for one that only writes, the write that it follows
     * @param writes whether it writes, after {@code store}
     */
    public record Pick(Store store, boolean writes) {}

    /** What a commit has shown. */
    public interface Observer {
        /** An earlier access that races with the committed one, as it was given; who, and when. */
        void race(Object origin, int thread, int time);

        /** Some earlier read could see the committed write, and that is not explored. */
        void loadBuffering();
    }

    /** What fences have done to the accesses of a thread. */
    private static final class Fenced {
        private final VectorClock toAcquire = new VectorClock();
        private VectorClock released;
        private VectorClock forReads;
        private boolean hasRead;
    }

    /** A place whose accesses are taken in the order of the run. */
    private static final class Fixed {
        private final List<Integer> writes = new ArrayList<>();
        private final List<Integer> reads = new ArrayList<>();
        private final VectorClock causes = new VectorClock();
    }

    private final List<History> histories = new ArrayList<>();
    private final List<Fenced> threads = new ArrayList<>();
    private final Map<Object, Fixed> fixed = new IdentityHashMap<>();
    private final VolatileOrder order = new VolatileOrder();

    /** Begins to track a location, before the access that needs it. */
    public History track(Object value, long hash) {
        History history = new History(value, hash);
        histories.add(history);
        return history;
    }

    private Fenced thread(int thread) {
        while (threads.size() <= thread) {
            threads.add(new Fenced());
        }
        return threads.get(thread);
    }

    /**
     * What an access may do, the latest write first.
     *
     * @param clock the thread's, not ticked yet
     * @param matches whether a value is the one that a comparison expects
     * @return at least one
     */
    public List<Pick> picks(
            History history,
            int thread,
            VectorClock clock,
            MemoryAccess access,
            Predicate<Object> matches) {
        List<Pick> picks = new ArrayList<>(2);
        VectorClock known = access.reads() ? forReads(thread, clock) : clock;
        int latest = history.stores.size() - 1;
        boolean isPlainRead = access.isPlain() && !access.mayWrite();
        boolean hasChoice = !history.isSettled(known);
        int floor = !hasChoice ? latest : isPlainRead ? 0 : history.floor(known);
        for (int i = latest; i >= floor; i--) {
            Store store = history.stores.get(i);
            boolean writes = access.mayWrite() && (!access.compares() || matches.test(store.value));
            boolean isPossible =
                    i == latest
                            || !(isPlainRead && history.isOverwritten(store, known))
                                    && !(writes && store.isClaimed)
                                    && !(writes
                                            && access.isVolatile()
                                            && history.isReadVolatileAfter(i))
                                    && isConsistent(history, store, clock, access, writes);
            if (isPossible) {
                picks.add(new Pick(store, writes));
            }
        }
        return picks;
    }

    private VectorClock forReads(int thread, VectorClock clock) {
        VectorClock more = thread(thread).forReads;
        if (more == null) {
            return clock;
        }
        VectorClock known = clock.copy();
        known.join(more);
        return known;
    }

    /** Whether the order of volatile accesses stays one. */
    private boolean isConsistent(
            History history, Store store, VectorClock clock, MemoryAccess access, boolean writes) {
        if (!access.isVolatile() && !order.hasFences()) {
            return true;
        }
        VectorClock own = clock.copy();
        if (access.acquires()) {
            acquire(own, history, store, access);
        }
        BitSet past = access.isVolatile() ? order.past(own) : order.pastFences(own);
        if (access.isVolatile()) {
            past.or(before(history, store, writes));
        }
        return !past.intersects(after(history, store));
    }

    /** All that coherence puts before an access at a place. */
    private BitSet before(History history, Store store, boolean writes) {
        BitSet before = new BitSet();
        for (int i = 0; i <= store.place; i++) {
            if (history.stores.get(i).by != null) {
                order.addSources(before, history.stores.get(i).by);
            }
        }
        for (History.Read read : history.reads) {
            int place = read.store().place;
            if (place < store.place || writes && place == store.place) {
                order.addSources(before, read.by());
            }
        }
        return before;
    }

    /** What coherence puts after an access at a place. */
    private BitSet after(History history, Store store) {
        BitSet after = new BitSet();
        for (int i = store.place + 1; i < history.stores.size(); i++) {
            order.addTargets(after, history.stores.get(i).by);
        }
        for (History.Read read : history.reads) {
            if (read.store().place > store.place) {
                order.addTargets(after, read.by());
            }
        }
        return after;
    }

    private static void acquire(
            VectorClock clock, History history, Store store, MemoryAccess access) {
        if (store.released != null) {
            clock.join(store.released);
        }
        for (int i = 0; access.isVolatile() && i <= store.place; i++) {
            // JLS 17.4.4: all earlier volatile writes, not only the one that is read.
            if (history.stores.get(i).isVolatile()) {
                clock.join(history.stores.get(i).by.clock());
            }
        }
    }

    /**
     * An access does what it picked.
     *
     * @param clock the thread's, ticked; what the access acquires is joined to it
     * @param hash of the write, if it is one
     * @param origin what observers of later accesses are told
     * @return the write, whose value is to be set; null when it is none
     */
    public Store commit(
            History history,
            Pick pick,
            int thread,
            VectorClock clock,
            MemoryAccess access,
            long hash,
            Object origin,
            Observer observer) {
        Fenced own = thread(thread);
        Store store = pick.store();
        if (access.reads()) {
            own.hasRead = true;
            if (access.acquires()) {
                acquire(clock, history, store, access);
            } else if (store.released != null) {
                own.toAcquire.join(store.released);
            }
            if (store.by != null && !store.happensBefore(clock)) {
                clock.joinCauses(store.by.clock());
            }
        }
        TrackedAccess event = note(history, pick, thread, clock, access, origin);
        reportRaces(history, event, pick.writes(), observer);
        if (access.reads()) {
            history.reads.add(new History.Read(event, store));
            if (!access.isPlain()) {
                store.see(thread, event.time());
            }
        }
        if (!pick.writes()) {
            return null;
        }
        Store written = new Store(null, hash, event, released(own, event, access, store));
        store.isClaimed |= access.reads();
        history.insertAfter(store, written);
        if (history.couldHaveBeenRead(written)) {
            observer.loadBuffering();
        }
        return written;
    }

    private static VectorClock released(
            Fenced own, TrackedAccess event, MemoryAccess access, Store read) {
        VectorClock released = access.releases() ? event.clock() : own.released;
        if (!access.reads() || read.released == null) {
            return released;
        }
        // The update continues the release sequence of what it read.
        VectorClock both = read.released.copy();
        if (released != null) {
            both.join(released);
        }
        return both;
    }

    /** Makes the event, and puts it into the volatile order where it has a part in that. */
    private TrackedAccess note(
            History history,
            Pick pick,
            int thread,
            VectorClock clock,
            MemoryAccess access,
            Object origin) {
        int node = -1;
        if (access.isVolatile() || order.hasFences()) {
            BitSet earlier = access.isVolatile() ? order.past(clock) : order.pastFences(clock);
            BitSet after = after(history, pick.store());
            if (access.isVolatile()) {
                earlier.or(before(history, pick.store(), pick.writes()));
                node = order.add(thread, clock, false, (BitSet) earlier.clone());
                earlier.set(node);
            }
            order.order(earlier, after);
        }
        return new TrackedAccess(thread, clock.of(thread), clock.copy(), access, node, origin);
    }

    private static void reportRaces(
            History history, TrackedAccess event, boolean writes, Observer observer) {
        for (Store store : history.stores) {
            if (store.by != null) {
                reportRace(store.by, event, observer);
            }
        }
        for (History.Read read : history.reads) {
            if (writes) {
                reportRace(read.by(), event, observer);
            }
        }
    }

    private static void reportRace(TrackedAccess earlier, TrackedAccess event, Observer observer) {
        boolean isPlain = earlier.access().isPlain() || event.access().isPlain();
        if (isPlain && !earlier.happensBefore(event.clock())) {
            observer.race(earlier.origin(), earlier.thread(), earlier.time());
        }
    }

    /**
     * A fence.
     *
     * @param clock the thread's, ticked
     * @return false when it promises less than is taken for granted here
     */
    public boolean fence(Fence fence, int thread, VectorClock clock) {
        Fenced own = thread(thread);
        switch (fence) {
            case ACQUIRE -> clock.join(own.toAcquire);
            case RELEASE -> own.released = clock.copy();
            case LOAD_LOAD -> {
                own.forReads = own.forReads == null ? new VectorClock() : own.forReads;
                own.forReads.join(own.toAcquire);
            }
            case STORE_STORE -> {
                own.released = clock.copy();
                return !own.hasRead;
            }
            case FULL -> {
                clock.join(own.toAcquire);
                own.released = clock.copy();
                BitSet before = order.past(clock);
                histories.forEach(history -> before.or(beforeFence(history, clock)));
                order.add(thread, clock, true, before);
            }
        }
        return true;
    }

    /** What coherence puts before accesses that happen before a fence. */
    private BitSet beforeFence(History history, VectorClock clock) {
        int written = 0;
        int read = -1;
        for (Store store : history.stores) {
            written = store.happensBefore(clock) ? store.place : written;
        }
        for (History.Read each : history.reads) {
            read = each.by().happensBefore(clock) ? Math.max(read, each.store().place) : read;
        }
        BitSet before = new BitSet();
        for (Store store : history.stores) {
            if (store.by != null && (store.place < written || store.place <= read)) {
                order.addSources(before, store.by);
            }
        }
        for (History.Read each : history.reads) {
            if (each.store().place < Math.max(written, read)) {
                order.addSources(before, each.by());
            }
        }
        return before;
    }

    /**
     * A volatile access whose place is not tracked: all see it in the order of the run.
     *
     * @param clock the thread's, ticked, before it acquires what is there
     * @return false when a weak read has led here, so that another order might be possible
     */
    public boolean fixed(Object place, int thread, VectorClock clock, boolean writes) {
        Fixed own = fixed.computeIfAbsent(place, absent -> new Fixed());
        BitSet before = order.past(clock);
        boolean isOnlyOrder = true;
        for (int each : own.writes) {
            isOnlyOrder &= !order.isForcedOnly(each, before, clock);
        }
        for (int each : own.reads) {
            isOnlyOrder &= !writes || !order.isForcedOnly(each, before, clock);
        }
        own.writes.forEach(each -> order.addWithPast(before, each));
        if (writes) {
            own.reads.forEach(each -> order.addWithPast(before, each));
        }
        clock.joinCauses(own.causes);
        (writes ? own.writes : own.reads).add(order.add(thread, clock, false, before));
        own.causes.join(clock);
        return isOnlyOrder;
    }
}
