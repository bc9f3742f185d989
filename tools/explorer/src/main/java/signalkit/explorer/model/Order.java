package signalkit.explorer.model;

import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.explorer.memory.WeakMemory;
import signalkit.posix.Mutex;
import signalkit.posix.Op;

/**
 * Which operations of a run depend on which: the fingerprint of a state, and happens-before.
 *
 * <p><b>How it works.</b> The hash of an operation covers the thread's operation before it and, at
 * each place that it touches, the last write, for a write also the reads since. The fingerprint of
 * a state is the sum over all operations, so two runs that differ only in the order of independent
 * operations have the same one, and a deterministic program is in the same state then. What the kit
 * does inside (wakes, parks, ends of threads) touches one place for all of it; a mutex step reads
 * that place and writes its own.
 *
 * <p>Vector clocks say whether two plain accesses are ordered by locks, volatile accesses, wake-ups
 * and the making and joining of threads.
 */
public final class Order {
    // What can happen to a thread beside its own steps, see change:
    public static final int ENDED = -1;
    public static final int UNPARKED = 1;

    /** A signal arrives: this and its number. */
    public static final int ARRIVAL = 2;

    /** A parked thread goes on for no reason. */
    public static final int SPURIOUS = 16;

    /** A thread wakes one of several; plus the number of that one. */
    private static final int WOKEN = 1 << 16;

    private static final int BEGUN = -2;
    private static final int INSIDE = -3;
    private static final int STORES = -4;
    private static final int OLDER = -5;
    private static final int MERGED = -6;
    private static final int HANDLES = -7;
    private static final int LATE = -8;

    private final Location kit = new Location(new Key("kit"), null);
    private final Location kernel = new Location(new Key("kernel"), null);
    private final Map<Mutex, Location> mutexes = new IdentityHashMap<>();
    private final WeakMemory weak;
    private long fingerprint;
    private boolean isDoubtful;

    /** No operations yet; {@code weak} is null when all see the latest writes. */
    public Order(WeakMemory weak) {
        this.weak = weak;
    }

    private Location of(Mutex mutex) {
        return mutexes.computeIfAbsent(mutex, absent -> new Location(new Key("mutex"), null));
    }

    public long fingerprint() {
        return fingerprint;
    }

    /** A thread does a step; an earlier access that races with it, or null. */
    public Operation add(Task task, Operation operation) {
        settle(task);
        task.clock.tick(task.id);
        advance(task, hash(task, operation));
        return switch (operation.kind()) {
            case READ, WRITE -> access(task, operation);
            case ENTER -> {
                operation.location().wasWritten(task.hash);
                operation.location().acquire(task.clock);
                yield null;
            }
            case EXIT -> {
                operation.location().release(task.clock);
                operation.location().wasWritten(task.hash);
                yield null;
            }
            case MUTEX -> {
                mutex(task, operation);
                yield null;
            }
            case FENCE -> throw new IllegalArgumentException("a fence is added with its past");
            case SIGNAL -> {
                kernel.release(task.clock);
                kernel.wasWritten(task.hash);
                yield null;
            }
            case KIT, END, LAST -> {
                kit(task, operation);
                yield null;
            }
        };
    }

    private Operation access(Task task, Operation operation) {
        if (operation.target() instanceof LibraryCall call) {
            Operation earlier = null;
            for (LibraryCall.Touch touch : call.touches()) {
                Operation race =
                        access(task, operation, touch.place(), touch.writes(), touch.isVolatile());
                earlier = earlier == null ? race : earlier;
            }
            return earlier;
        }
        boolean writes = operation.kind() == Operation.Kind.WRITE;
        boolean isVolatile = operation.access().isVolatile();
        return access(task, operation, operation.location(), writes, isVolatile);
    }

    private Operation access(
            Task task, Operation operation, Location place, boolean writes, boolean isVolatile) {
        if (isVolatile && weak != null) {
            isDoubtful |= !weak.fixed(place, task.id, task.clock, writes);
        }
        if (writes) {
            place.wasWritten(task.hash);
        } else {
            place.wasRead(task.hash);
        }
        if (isVolatile) {
            place.acquire(task.clock);
        }
        if (place.history != null) {
            // Its readers and writers are known there.
            return null;
        }
        Operation earlier = place.race(task, operation, writes, isVolatile);
        if (isVolatile && writes) {
            place.release(task.clock);
        }
        return earlier;
    }

    /**
     * A thread does a step whose effect is up to the tracked memory.
     *
     * @param past what it depends on beside the thread's own past
     * @param writes whether it changes the memory
     */
    public void add(Task task, Operation operation, long past, boolean writes) {
        settle(task);
        task.clock.tick(task.id);
        long key = operation.location() == null ? 0 : operation.location().key.hash;
        long what = Hash.mix(operation.kind().ordinal(), key);
        advance(task, Hash.mix(Hash.mix(task.hash, what), past));
        // Calls into the JDK that touch it depend on it as on any other place.
        if (operation.location() != null && writes) {
            operation.location().wasWritten(task.hash);
        } else if (operation.location() != null) {
            operation.location().wasRead(task.hash);
        }
    }

    /** Whether a step since the last call could have come in another order, which none explores. */
    public boolean takeDoubt() {
        boolean had = isDoubtful;
        isDoubtful = false;
        return had;
    }

    /** A thread is about to choose what its access to memory sees. */
    public void comeToStores(Task task) {
        settle(task);
        advance(task, Hash.mix(task.hash, STORES));
    }

    /** Counts an older value: with fewer of them left, less can come. */
    public void countOlder(int number) {
        fingerprint += Hash.mix(OLDER, number);
    }

    private void mutex(Task task, Operation operation) {
        Location place = of((Mutex) operation.target());
        kit.wasRead(task.hash);
        place.wasWritten(task.hash);
        if (operation.op() == Op.UNLOCK) {
            place.release(task.clock);
        } else {
            place.acquire(task.clock);
        }
    }

    private void kit(Task task, Operation operation) {
        switch (operation.op()) {
            case COND_WAIT -> {
                task.givenUp = heldBy(task.thread.carrier());
                if (task.givenUp != null) {
                    of(task.givenUp).release(task.clock);
                }
            }
            case INPUT, OUTPUT, IO -> {
                kit.acquire(task.clock);
                kit.release(task.clock);
            }
            default -> {}
        }
        kit.wasWritten(task.hash);
        kernel.wasWritten(task.hash);
    }

    /** Some mutex that this run has seen and that a thread holds now, or null. */
    public Mutex heldBy(Thread carrier) {
        for (Mutex mutex : mutexes.keySet()) {
            if (mutex.owner() == carrier) {
                return mutex;
            }
        }
        return null;
    }

    /** A thread goes on after a wait, with what it has taken back meanwhile. */
    public void settle(Task task) {
        if (task.givenUp != null && task.givenUp.owner() == task.thread.carrier()) {
            of(task.givenUp).acquire(task.clock);
            task.givenUp = null;
        }
        if (task.joins != null && task.joins.ended) {
            task.clock.join(task.joins.clock);
            task.joins = null;
        }
    }

    /** A parked thread goes on, a signal arrives, a thread ends: the kit's own state changes. */
    public void change(Task task, int what) {
        if (what == UNPARKED || what == SPURIOUS) {
            task.meetWakers();
        }
        advance(task, changed(task, what));
        kit.wasWritten(task.hash);
        kernel.wasWritten(task.hash);
        if (task.blocker instanceof Mutex mutex) {
            of(mutex).acquire(task.clock);
        }
        kernel.acquire(task.clock);
    }

    /** A thread is in a library call, and no signal interrupts it there any more. */
    public void passInside(Task task) {
        advance(task, Hash.mix(task.hash, INSIDE));
    }

    /** A signal that is on its way to a thread may come into the middle of its next call. */
    public void mayComeLate(Task task) {
        advance(task, Hash.mix(task.hash, LATE));
    }

    /** A thread has chosen which of several waiters it wakes. */
    public void wakes(Task task, Task waiter) {
        advance(task, Hash.mix(task.hash, WOKEN + waiter.id));
    }

    /** A signal arrives on a thread for which it is pending: it will be handled once less. */
    public void merges(Task task, int arrival) {
        advance(task, Hash.mix(Hash.mix(task.hash, MERGED), arrival));
        kernel.wasWritten(task.hash);
    }

    /** A handler begins: its signal is pending no more, and the next one like it does not merge. */
    public void handles(Task task) {
        task.meetWakers();
        advance(task, Hash.mix(Hash.mix(task.hash, HANDLES), kernel.write()));
        kernel.wasWritten(task.hash);
    }

    /** A thread begins: from now on what it does first decides whether it can go on. */
    public void begin(Task task) {
        advance(task, begun(task));
    }

    /** A signal becomes pending for the process; no thread takes part. */
    public void pend(int arrival) {
        long hash = pending(arrival);
        fingerprint += hash;
        kernel.wasWritten(hash);
    }

    // ---- what the fingerprint will be when a thread has done what it is about to do

    public long after(Task task, Operation operation) {
        return fingerprint + hash(task, operation);
    }

    public long afterChange(Task task, int what) {
        return fingerprint + changed(task, what);
    }

    /** A signal arrives on a thread, and its handler begins. */
    public long afterDelivery(Task task, int what) {
        long arrived = changed(task, what);
        // Nothing else has used the kernel since then.
        long kernelThen = Hash.mix(arrived, 0);
        return fingerprint + arrived + Hash.mix(Hash.mix(arrived, HANDLES), kernelThen);
    }

    public long afterBegin(Task task) {
        return fingerprint + begun(task);
    }

    public long afterPending(int arrival) {
        return fingerprint + pending(arrival);
    }

    // ---- the hashes of what can happen

    private void advance(Task task, long hash) {
        task.hash = hash;
        fingerprint += hash;
    }

    private long hash(Task task, Operation operation) {
        long key = operation.location() == null ? 0 : operation.location().key.hash;
        long what = Hash.mix(operation.kind().ordinal(), key);
        ModelStep step = operation.step();
        long past = step == null ? past(operation) : Hash.mix(past(operation), step.hash());
        return Hash.mix(Hash.mix(task.hash, what), past);
    }

    /** What an operation depends on beside the thread's own past. */
    private long past(Operation operation) {
        if (operation.target() instanceof LibraryCall call) {
            long past = 0;
            for (LibraryCall.Touch touch : call.touches()) {
                Location place = touch.place();
                long own = touch.writes() ? place.write() : place.read();
                past = Hash.mix(past, Hash.mix(place.key.hash, own));
            }
            return past;
        }
        return switch (operation.kind()) {
            case READ -> operation.location().read();
            case WRITE, ENTER, EXIT -> operation.location().write();
            case MUTEX -> Hash.mix(kit.read(), of((Mutex) operation.target()).write());
            case SIGNAL -> kernel.write();
            case FENCE -> 0;
            case KIT, END, LAST -> Hash.mix(kit.write(), kernel.write());
        };
    }

    private long changed(Task task, int what) {
        return Hash.mix(Hash.mix(task.hash, what), Hash.mix(kit.write(), kernel.write()));
    }

    private static long begun(Task task) {
        return Hash.mix(task.hash, BEGUN);
    }

    private long pending(int arrival) {
        return Hash.mix(kernel.write(), arrival);
    }
}
