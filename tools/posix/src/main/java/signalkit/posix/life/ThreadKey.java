package signalkit.posix.life;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;

/**
 * A value for each thread: {@code pthread_key_t}.
 *
 * <p>When a thread ends and its value is not null, the destructor gets it, up to {@value
 * ThreadEnding#ROUNDS} rounds long. None runs when the process ends. No call of it is
 * async-signal-safe. Thread-safe.
 *
 * @param <T> of the values
 */
public final class ThreadKey<T> implements Comparable<ThreadKey<?>> {
    private static final AtomicLong MADE = new AtomicLong();

    private final Consumer<T> destructor;
    private final long number = MADE.incrementAndGet();
    private volatile boolean deleted;

    /**
     * A key whose value is null in each thread: {@code pthread_key_create}.
     *
     * @param destructor gets the value of each thread that ends
     * @throws PosixException EINVAL when it is null
     */
    public ThreadKey(Consumer<T> destructor) {
        Points.look();
        this.destructor = PosixException.needed(destructor, "the destructor of a key");
    }

    /**
     * The calling thread's value: {@code pthread_getspecific}.
     *
     * @return null when none was set, or the key was deleted, as in glibc
     */
    @SuppressWarnings("unchecked")
    public T get() {
        Points.point(Op.OWN, null);
        return deleted ? null : (T) Pthread.self().life().values.get(this);
    }

    /**
     * Sets the calling thread's value: {@code pthread_setspecific}.
     *
     * @param value null for none
     * @throws PosixException EINVAL when the key was deleted
     */
    public void set(T value) {
        Points.point(Op.OWN, null);
        ThreadEnding state = Pthread.self().life();
        if (deleted) {
            throw PosixException.returned(Errno.EINVAL, "the key was deleted");
        }
        if (value == null) {
            state.values.remove(this);
        } else {
            state.values.put(this, value);
        }
    }

    /**
     * Ends the key: {@code pthread_key_delete}, which calls no destructor.
     *
     * @throws PosixException EINVAL when it was deleted before
     */
    public void delete() {
        Points.point(Op.SIGNAL, "deletes a key");
        if (deleted) {
            throw PosixException.returned(Errno.EINVAL, "the key was deleted before");
        }
        deleted = true;
    }

    @SuppressWarnings("unchecked")
    void destroy(Object value) {
        if (!deleted && value != null) {
            destructor.accept((T) value);
        }
    }

    /** By age: glibc destroys values in this order; POSIX leaves it open. */
    @Override
    public int compareTo(ThreadKey<?> other) {
        return Long.compare(number, other.number);
    }
}
