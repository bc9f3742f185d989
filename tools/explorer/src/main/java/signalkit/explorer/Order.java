package signalkit.explorer;

import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.posix.Mutex;
import signalkit.posix.Op;

/**
 * Which events of a run depend on which: the fingerprint of a state, and happens-before.
 *
 * <p><b>How it works.</b> The hash of an event covers the thread's event before it and, at each
 * place that it touches, the last write, for a write also the reads since. The fingerprint of a
 * state is the sum over all events, so two runs that differ only in the order of independent events
 * have the same one, and a deterministic program is in the same state then. What the kit does
 * inside (wakes, parks, ends of threads) touches one place for all of it; a mutex step reads that
 * place and writes its own.
 *
 * <p>Vector clocks say whether two plain accesses are ordered by locks, volatile accesses, wake-ups
 * and the making and joining of threads.
 */
final class Order {
    // What can happen to a thread beside its own steps, see change:
    static final int ENDED = -1;
    static final int UNPARKED = 1;

    /** A signal arrives: this and its number. */
    static final int ARRIVAL = 2;

    private static final int BEGUN = -2;

    private final Location kit = new Location(new Key("kit"));
    private final Location kernel = new Location(new Key("kernel"));
    private final Map<Mutex, Location> mutexes = new IdentityHashMap<>();
    private long fingerprint;

    private Location of(Mutex mutex) {
        return mutexes.computeIfAbsent(mutex, absent -> new Location(new Key("mutex")));
    }

    long fingerprint() {
        return fingerprint;
    }

    /** A thread does a step; an earlier access that races with it, or null. */
    Event add(Task task, Event event) {
        settle(task);
        task.clock.tick(task.id);
        advance(task, hash(task, event));
        return switch (event.kind()) {
            case READ, WRITE -> access(task, event);
            case ENTER -> {
                event.location().wasWritten(task.hash);
                event.location().acquire(task.clock);
                yield null;
            }
            case EXIT -> {
                event.location().release(task.clock);
                event.location().wasWritten(task.hash);
                yield null;
            }
            case MUTEX -> {
                mutex(task, event);
                yield null;
            }
            case SIGNAL -> {
                kernel.release(task.clock);
                kernel.wasWritten(task.hash);
                yield null;
            }
            case KIT, LAST -> {
                kit(task, event);
                yield null;
            }
        };
    }

    private Event access(Task task, Event event) {
        Location place = event.location();
        boolean writes = event.kind() == Event.Kind.WRITE;
        if (writes) {
            place.wasWritten(task.hash);
        } else {
            place.wasRead(task.hash);
        }
        if (!event.access().isVolatile()) {
            return place.race(task, event);
        }
        place.acquire(task.clock);
        if (writes) {
            place.release(task.clock);
        }
        return null;
    }

    private void mutex(Task task, Event event) {
        Location place = of((Mutex) event.target());
        kit.wasRead(task.hash);
        place.wasWritten(task.hash);
        if (event.op() == Op.UNLOCK) {
            place.release(task.clock);
        } else {
            place.acquire(task.clock);
        }
    }

    private void kit(Task task, Event event) {
        switch (event.op()) {
            case COND_WAIT -> {
                task.givenUp = heldBy(task.thread.carrier());
                if (task.givenUp != null) {
                    of(task.givenUp).release(task.clock);
                }
            }
            case IO -> {
                kit.acquire(task.clock);
                kit.release(task.clock);
            }
            default -> {}
        }
        kit.wasWritten(task.hash);
        kernel.wasWritten(task.hash);
    }

    /** Some mutex that this run has seen and that a thread holds now, or null. */
    Mutex heldBy(Thread carrier) {
        for (Mutex mutex : mutexes.keySet()) {
            if (mutex.owner() == carrier) {
                return mutex;
            }
        }
        return null;
    }

    /** A thread goes on after a wait, with what it has taken back meanwhile. */
    private void settle(Task task) {
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
    void change(Task task, int what) {
        advance(task, changed(task, what));
        kit.wasWritten(task.hash);
        kernel.wasWritten(task.hash);
        if (task.blocker instanceof Mutex mutex) {
            of(mutex).acquire(task.clock);
        }
        kernel.acquire(task.clock);
    }

    /** A thread begins: from now on what it does first decides whether it can go on. */
    void begin(Task task) {
        advance(task, begun(task));
    }

    /** A signal becomes pending for the process; no thread takes part. */
    void pend(int arrival) {
        long hash = pending(arrival);
        fingerprint += hash;
        kernel.wasWritten(hash);
    }

    // ---- what the fingerprint will be when a thread has done what it is about to do

    long after(Task task, Event event) {
        return fingerprint + hash(task, event);
    }

    long afterChange(Task task, int what) {
        return fingerprint + changed(task, what);
    }

    long afterBegin(Task task) {
        return fingerprint + begun(task);
    }

    long afterPending(int arrival) {
        return fingerprint + pending(arrival);
    }

    // ---- the hashes of what can happen

    private void advance(Task task, long hash) {
        task.hash = hash;
        fingerprint += hash;
    }

    private long hash(Task task, Event event) {
        long key = event.location() == null ? 0 : event.location().key.hash;
        long what = Hash.mix(event.kind().ordinal(), key);
        return Hash.mix(Hash.mix(task.hash, what), past(event));
    }

    /** What an event depends on beside the thread's own past. */
    private long past(Event event) {
        return switch (event.kind()) {
            case READ -> event.location().read();
            case WRITE, ENTER, EXIT -> event.location().write();
            case MUTEX -> Hash.mix(kit.read(), of((Mutex) event.target()).write());
            case SIGNAL -> kernel.write();
            case KIT, LAST -> Hash.mix(kit.write(), kernel.write());
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
