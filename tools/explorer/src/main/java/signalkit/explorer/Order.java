package signalkit.explorer;

import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.posix.Mutex;
import signalkit.weaver.Site;

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
    private final Location kit = new Location(new Key("kit"));
    private final Location kernel = new Location(new Key("kernel"));
    private final Map<Mutex, Location> mutexes = new IdentityHashMap<>();
    private long fingerprint;

    Location of(Mutex mutex) {
        return mutexes.computeIfAbsent(mutex, absent -> new Location(new Key("mutex")));
    }

    long fingerprint() {
        return fingerprint;
    }

    /** A thread does a step; the site of an earlier access that races with it, or null. */
    Site add(Task task, Event event) {
        settle(task);
        task.clock.tick(task.id);
        return switch (event.kind()) {
            case READ, WRITE -> access(task, event);
            case ENTER -> {
                write(task, event, event.location());
                event.location().acquire(task.clock);
                yield null;
            }
            case EXIT -> {
                event.location().release(task.clock);
                write(task, event, event.location());
                yield null;
            }
            case MUTEX -> {
                mutex(task, event);
                yield null;
            }
            case SIGNAL -> {
                kernel.release(task.clock);
                write(task, event, kernel);
                yield null;
            }
            case KIT, LAST -> {
                kit(task, event);
                yield null;
            }
        };
    }

    private Site access(Task task, Event event) {
        Location place = event.location();
        boolean writes = event.kind() == Event.Kind.WRITE;
        if (writes) {
            write(task, event, place);
        } else {
            chain(task, event, place.read());
            place.wasRead(task.hash);
        }
        if (!event.access().isVolatile()) {
            return place.race(task, writes, event.access().site());
        }
        place.acquire(task.clock);
        if (writes) {
            place.release(task.clock);
        }
        return null;
    }

    private void mutex(Task task, Event event) {
        Location place = of((Mutex) event.target());
        chain(task, event, Hash.mix(kit.read(), place.write()));
        kit.wasRead(task.hash);
        place.wasWritten(task.hash);
        if (event.op() == signalkit.posix.Op.UNLOCK) {
            place.release(task.clock);
        } else {
            place.acquire(task.clock);
        }
    }

    private void kit(Task task, Event event) {
        switch (event.op() == null ? signalkit.posix.Op.STEP : event.op()) {
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
        chain(task, event, Hash.mix(kit.write(), kernel.write()));
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
        task.hash = Hash.mix(Hash.mix(task.hash, what), Hash.mix(kit.write(), kernel.write()));
        fingerprint += task.hash;
        kit.wasWritten(task.hash);
        kernel.wasWritten(task.hash);
        if (task.blocker instanceof Mutex mutex) {
            of(mutex).acquire(task.clock);
        }
        kernel.acquire(task.clock);
    }

    /** A thread begins: from now on what it does first decides whether it can go on. */
    void begin(Task task) {
        task.hash = Hash.mix(task.hash, -2);
        fingerprint += task.hash;
    }

    /** A signal becomes pending for the process; no thread takes part. */
    void pend(int arrival) {
        long hash = Hash.mix(kernel.write(), arrival);
        fingerprint += hash;
        kernel.wasWritten(hash);
    }

    private void write(Task task, Event event, Location place) {
        chain(task, event, place.write());
        place.wasWritten(task.hash);
    }

    private void chain(Task task, Event event, long past) {
        long key = event.location() == null ? 0 : event.location().key.hash;
        long what = Hash.mix(event.kind().ordinal(), key);
        task.hash = Hash.mix(Hash.mix(task.hash, what), past);
        fingerprint += task.hash;
    }
}
