package signalkit.explorer.run;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import signalkit.explorer.library.TouchFinder;
import signalkit.explorer.memory.AccessMode;
import signalkit.explorer.memory.Cell;
import signalkit.explorer.memory.Fence;
import signalkit.explorer.memory.History;
import signalkit.explorer.memory.MemoryAccess;
import signalkit.explorer.memory.Store;
import signalkit.explorer.memory.VectorClock;
import signalkit.explorer.memory.WeakMemory;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.LibraryCall;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.weaver.Site;

/**
 * The accesses of a run that may see older values than the latest.
 *
 * <p><b>How it works.</b> The memory holds the latest value of each location. What an access is to
 * see instead is put there just before it, and taken out again at the next point of its thread,
 * before anybody else can look. What a write has written is learnt there, too.
 *
 * <p>The thread that has the turn uses it.
 */
final class TrackedMemory implements TouchFinder.Histories {
    private static final MemoryAccess READ =
            new MemoryAccess(MemoryAccess.Kind.READ, AccessMode.PLAIN);
    private static final MemoryAccess LATEST =
            new MemoryAccess(MemoryAccess.Kind.READ, AccessMode.VOLATILE);
    private static final MemoryAccess WRITE =
            new MemoryAccess(MemoryAccess.Kind.WRITE, AccessMode.PLAIN);

    /** Methods that call a function of the program between their read and their write. */
    private static final Set<String> CALLING =
            Set.of("accumulateAndGet", "getAndAccumulate", "getAndUpdate", "updateAndGet");

    /** An access of which it is not known yet what it wrote, or that saw another value. */
    private record Pending(Location place, Store written, boolean isChanged) {
        void settle() {
            if (written != null) {
                written.value = place.cell.get();
            }
            if (isChanged) {
                place.cell.set(place.history.latest().value);
            }
        }
    }

    private final RunState state;
    private final TaskSteps steps;
    private final SiteMeanings sites;

    /** Copies with a method that reads an array of the program's: addAll and allOf. */
    private static final Set<String> READ_ARRAYS =
            Set.of(
                    "explored.java.util.Collections",
                    "explored.java.util.concurrent.CompletableFuture");

    private final WeakMemory weak;
    private final List<Pending> pending = new ArrayList<>(1);

    /** What races with the step of now. */
    private final List<Operation> races = new ArrayList<>();

    /** What calls of the JDK write that have not returned. */
    private final List<Pending> inCalls = new ArrayList<>();

    TrackedMemory(RunState state, TaskSteps steps) {
        this.state = state;
        this.steps = steps;
        this.sites = state.sites();
        this.weak = state.weak();
    }

    /** Has to come before whatever a thread does after an access. */
    void settle() {
        if (!pending.isEmpty()) {
            pending.forEach(Pending::settle);
            pending.clear();
        }
    }

    /** A call of the JDK has returned. */
    void settleCalls() {
        if (!inCalls.isEmpty()) {
            inCalls.forEach(Pending::settle);
            inCalls.clear();
        }
    }

    /** Whether an access is one of tracked memory, which begins to be tracked here. */
    boolean prepare(Operation access, int index, Object receiver, Object[] arguments) {
        MemoryAccess memory = access.access().memory();
        Location place = access.location();
        Site site = access.access().site();
        boolean isOfProgram = site.isArray() && READ_ARRAYS.contains(site.className());
        if (memory == null || Texts.isCopys(site) && !isOfProgram) {
            // The JDK's own code is trusted: what it does weakly counts as volatile.
            return false;
        }
        if (place.history != null) {
            return true;
        }
        if (memory.isWeak()) {
            sites.track(place.key);
        }
        if (weak == null || !place.key.tracked && !memory.isVolatile()) {
            return false;
        }
        Cell cell = cell(access, index, receiver, arguments);
        if (cell == null && memory.isWeak()) {
            sites.miss("what the weak order of " + site.member() + " allows at " + site);
        }
        return cell != null && begin(place, cell);
    }

    private Cell cell(Operation access, int index, Object receiver, Object[] arguments) {
        Site site = access.access().site();
        return site.isCall()
                ? Cell.of(receiver, arguments)
                : sites.cell(site, access.target(), index);
    }

    /**
     * A thread is about to have what an access gives it: the next object on its way from a final
     * field, or one that it comes to without any order.
     */
    void follow(Task self, Operation access, int index, Object receiver, Object[] arguments) {
        boolean isWeak = access.access().memory().isWeak() || access.location().history != null;
        VectorClock seen = self.finals.of(access.target());
        if ((isWeak || seen != null) && access.access().memory().reads()) {
            Cell cell = cell(access, index, receiver, arguments);
            if (cell != null && !cell.type().isPrimitive() && seen != null) {
                self.finals.reach(cell.get(), seen);
            } else if (cell != null && !cell.type().isPrimitive()) {
                self.finals.distrust(cell.get());
            }
        }
    }

    /** What an access may see, also because the thread came to its object by final fields. */
    private List<WeakMemory.Pick> picks(
            Task self, Location place, MemoryAccess memory, Object expected) {
        VectorClock clock = self.clock;
        VectorClock seen = self.finals.of(place.owner);
        if (seen != null && memory.equals(READ)) {
            clock = clock.copy();
            clock.join(seen);
        }
        return weak.picks(
                place.history, self.id, clock, memory, value -> place.cell.isSame(value, expected));
    }

    private boolean begin(Location place, Cell cell) {
        place.cell = cell;
        place.history = weak.track(cell.get(), place.key.hash());
        return true;
    }

    @Override
    public Location element(Location place, Object array, int index) {
        if (weak != null && place.key.tracked && place.history == null) {
            begin(place, Cell.ofElement(array, index));
        }
        return place;
    }

    @Override
    public Location field(Location place, Field field, Object owner) {
        if (weak != null && place.key.tracked && place.history == null) {
            Cell.handle(field).ifPresent(each -> begin(place, Cell.ofField(field, each, owner)));
        }
        return place;
    }

    @Override
    public Location atomic(Location place, Object atomic, Object[] index) {
        if (weak != null && place.key.tracked && place.history == null) {
            Cell cell = Cell.of(atomic, index);
            if (cell != null) {
                begin(place, cell);
            }
        }
        return place;
    }

    /** A thread comes to an access of tracked memory, and does it. */
    void access(Task self, Operation access, Object[] arguments) {
        steps.come(self, access);
        // A handler that came first may have ended with an access.
        settle();
        state.news(self).note(access);
        state.order().settle(self);
        MemoryAccess memory = access.access().memory();
        Location place = access.location();
        History history = place.history;
        Object expected = memory.compares() ? arguments[arguments.length - 2] : null;
        List<WeakMemory.Pick> picks = picks(self, place, memory, expected);
        missIfMore(access, picks);
        boolean isAlone = CALLING.contains(access.access().site().member());
        int index = steps.chooseStore(self, isAlone ? 1 : picks.size(), mayFail(access, expected));
        String more = index == 0 ? null : words(access, index < 0 ? null : picks.get(index));
        if (index < 0) {
            state.order().add(self, access, index, false);
            place.cell.differ(expected);
            pending.add(new Pending(place, null, true));
        } else {
            commit(self, access, memory, picks.get(index), index > 0);
        }
        state.record(self, more, access.access().site(), access);
        reportRaces(access);
    }

    /** Once the step that races is written down. */
    private void reportRaces(Operation access) {
        if (!races.isEmpty()) {
            races.forEach(earlier -> steps.race(earlier, access));
            races.clear();
        }
    }

    private void commit(
            Task self,
            Operation access,
            MemoryAccess memory,
            WeakMemory.Pick pick,
            boolean isOlder) {
        Location place = access.location();
        Store next = place.history.after(pick.store());
        long past = Hash.mix(pick.store().hash, next == null || !pick.writes() ? 0 : next.hash);
        state.order().add(self, access, pick.writes() ? Hash.mix(past, 1) : past, pick.writes());
        if (isOlder && memory.reads()) {
            place.cell.set(pick.store().value);
        }
        Store written =
                weak.commit(
                        place.history,
                        pick,
                        self.id,
                        self.clock,
                        memory,
                        self.hash,
                        access,
                        observer(self, access, place, pick.writes()));
        if (written != null || isOlder) {
            pending.add(new Pending(place, written, isOlder));
        }
    }

    private WeakMemory.Observer observer(
            Task self, Operation access, Location place, boolean writes) {
        return new WeakMemory.Observer() {
            @Override
            public void race(Object origin, int thread, int time) {
                if (writes || !self.finals.see(place.owner, thread, time)) {
                    races.add((Operation) origin);
                }
            }

            @Override
            public void loadBuffering() {
                sites.miss("a read that sees the later write at " + access.access().site());
            }
        };
    }

    private boolean mayFail(Operation access, Object expected) {
        if (!access.access().memory().mayFail()) {
            return false;
        }
        boolean can = access.location().cell.canDiffer(expected);
        if (!can) {
            Site site = access.access().site();
            sites.miss("that " + site.member() + " fails for no reason at " + site);
        }
        return can;
    }

    /** Notes what could be seen here and is not tried. */
    private void missIfMore(Operation access, List<WeakMemory.Pick> picks) {
        Site site = access.access().site();
        if (picks.size() > 1 && CALLING.contains(site.member())) {
            sites.miss("an older value for " + site.member() + " at " + site);
        }
        Class<?> type = access.location().cell.type();
        boolean isWide = type == long.class || type == double.class;
        if (picks.size() > 1 && isWide && access.access().memory().isPlain()) {
            sites.miss("one half of a " + type + " at " + site);
        }
    }

    /** What a step does that does not see the latest value; it fails when {@code pick} is null. */
    private static String words(Operation access, WeakMemory.Pick pick) {
        String words = Recorder.words(access.access().site(), access);
        if (pick == null) {
            return words + ", which fails for no reason";
        }
        String latest = text(access.location().history.latest().value);
        return access.access().memory().reads()
                ? words + " = " + text(pick.store().value) + " (older; latest " + latest + ")"
                : words + " (before the latest, " + latest + ")";
    }

    /** Without a call of the program's code. */
    private static String text(Object value) {
        boolean isSimple =
                value == null
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Character
                        || value instanceof String;
        return isSimple ? String.valueOf(value) : "a " + value.getClass().getSimpleName();
    }

    /** A call of the JDK touches memory: it sees the latest values. */
    void touch(Task self, LibraryCall call, Operation operation) {
        settle();
        for (LibraryCall.Touch touch : call.touches()) {
            Location place = touch.place();
            if (weak == null || place.history == null) {
                continue;
            }
            MemoryAccess memory = touch.writes() ? WRITE : touch.isVolatile() ? LATEST : READ;
            List<WeakMemory.Pick> picks = picks(self, place, memory, null);
            if (picks.size() > 1) {
                sites.miss("an older value for " + call + " at " + call.site());
            }
            Store written =
                    weak.commit(
                            place.history,
                            picks.get(0),
                            self.id,
                            self.clock,
                            memory,
                            self.hash,
                            operation,
                            observer(self, operation, place, touch.writes()));
            if (written != null) {
                written.value = place.cell.get();
                inCalls.add(new Pending(place, written, false));
            }
        }
        reportRaces(operation);
    }

    /** A thread comes to a fence. */
    void fence(Task self, Site site) {
        if (weak == null) {
            steps.local(self);
            return;
        }
        Fence fence = Fence.of(site.member());
        Operation step =
                new Operation(
                        Operation.Kind.FENCE,
                        site.op(),
                        null,
                        null,
                        null,
                        new Operation.Access(site, true));
        steps.come(self, step);
        state.order().add(self, step, fence.ordinal(), false);
        if (!weak.fence(fence, self.id, self.clock)) {
            sites.miss("what " + site.member() + " leaves open after a read at " + site);
        }
        state.record(self, null, site, step);
    }
}
