package signalkit.posix;

import static signalkit.posix.PosixException.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import signalkit.annotations.AsyncSignalSafe;

/**
 * Waits until something can be read: {@code poll} and {@code ppoll}.
 *
 * <p>A handler that runs during the wait ends it with EINTR, whatever its flags (signal(7)). But a
 * signal that comes between a program's look at its flag and {@link #poll} ends nothing: that is
 * the race for which {@link #ppoll} takes a mask. Thread-safe; of one object, one thread waits.
 */
public final class Poll {
    /** What can be waited for. */
    public interface Readable {
        /**
         * Whether a read would not wait; not an interruption point.
         *
         * @return true when there is something
         */
        boolean hasInput();

        /**
         * Sets what is called when there may be something to read.
         *
         * @param wakeUp must not wait, lock or throw
         */
        void onReadable(Runnable wakeUp);
    }

    /** Without an end: the timeout of -1. */
    public static final Duration FOREVER = Scheduler.LONGEST;

    private Poll() {}

    /**
     * Waits for any of some objects, with the mask as it is: {@code poll}.
     *
     * @param objects what is waited for
     * @param timeout how long at most; zero only looks, {@link #FOREVER} has no end
     * @return those that can be read; empty when the time was over
     * @throws PosixException EINTR when a handler ran first; EINVAL when an argument is null or the
     *     timeout negative
     */
    @AsyncSignalSafe("POSIX XSH 2.4.3 lists it; here: a wait without a lock")
    public static List<Readable> poll(List<? extends Readable> objects, Duration timeout) {
        return poll(objects, timeout, null);
    }

    /**
     * As {@link #poll(List, Duration)}, with another mask during the wait: {@code ppoll}.
     *
     * <p>The change of the mask and the wait are one atomic step. Objects come first: while one can
     * be read, the call returns it, and a pending signal that only this mask unblocks stays
     * pending.
     *
     * @param objects what is waited for
     * @param timeout how long at most; zero only looks, {@link #FOREVER} has no end
     * @param mask in force during the wait, and while a handler that ends it runs
     * @return those that can be read; empty when the time was over
     * @throws PosixException EINTR when a handler ran first; EINVAL when an argument is null or the
     *     timeout negative
     */
    public static List<Readable> ppoll(
            List<? extends Readable> objects, Duration timeout, SignalSet mask) {
        return poll(objects, timeout, required(mask, "the mask of ppoll"));
    }

    private static List<Readable> poll(
            List<? extends Readable> objects, Duration timeout, SignalSet mask) {
        required(objects, "the objects of poll");
        if (required(timeout, "the timeout of poll").isNegative()) {
            throw new PosixException(Errno.EINVAL, "poll cannot wait " + timeout);
        }
        List<Readable> all = List.copyOf(objects);
        Pthread self = Pthread.cancellable();
        long deadline =
                timeout.equals(FOREVER)
                        ? Scheduler.NEVER
                        : self.process().scheduler().deadlineIn(timeout);
        if (!self.isPast(deadline)) { // whoever only looks takes no other thread's wake-up
            all.forEach(object -> object.onReadable(self::unpark));
        }
        while (true) {
            List<Readable> ready = readable(all);
            boolean isPast = self.isPast(deadline);
            if (!ready.isEmpty()) {
                return ready;
            }
            BooleanSupplier again = () -> all.stream().anyMatch(Readable::hasInput);
            if (!SignalWaits.poll(self, mask, again, all, deadline)) {
                throw new PosixException(Errno.EINTR, "a handler ended the wait");
            }
            if (isPast) {
                return readable(all);
            }
        }
    }

    /** Each is looked at by itself, as Linux does; a handler that starts here comes before. */
    private static List<Readable> readable(List<Readable> all) {
        List<Readable> ready = new ArrayList<>();
        for (Readable object : all) {
            Points.point(Op.INPUT, object);
            if (object.hasInput()) {
                ready.add(object);
            }
        }
        return ready;
    }
}
