package signalkit.posix.referee;

import java.time.Duration;
import signalkit.posix.Cond;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;

/**
 * The mutexes of a random program, one of each kind, and its condition variable.
 *
 * <p>What POSIX leaves undefined, and what depends on an order that it does not promise, is
 * skipped.
 */
final class EmulatedLocks {
    /** Instead of an error's number. */
    static final int SKIPPED = -1;

    private static final int NORMAL = 0;

    private final Mutex[] mutexes = {
        new Mutex("normal", Mutex.Kind.NORMAL),
        new Mutex("errorcheck", Mutex.Kind.ERRORCHECK),
        new Mutex("recursive", Mutex.Kind.RECURSIVE)
    };
    private final Cond cond = new Cond("cond");
    private final int[] owners = {-1, -1, -1};
    private final int[] held = new int[mutexes.length];
    private final int[] waiters = new int[mutexes.length];

    /** What a call returns: 0, the number of an error, or {@link #SKIPPED}. */
    int call(int thread, char code, int m) {
        boolean owns = owners[m] == thread;
        Mutex mutex = mutexes[m];
        switch (code) {
            case 'G' -> {
                return result(cond::broadcast);
            }
            case 'L' -> {
                return waiters[m] > 0 ? SKIPPED : locked(thread, m, await(m, mutex::lock));
            }
            case 'Y' -> {
                int result = mutex.tryLock() ? 0 : Errno.EBUSY.number();
                return locked(thread, m, result);
            }
            case 'U' -> {
                if (m == NORMAL && (!owns || held[m] == 0)) {
                    return SKIPPED;
                }
                if (owns && held[m] > 0) {
                    held[m]--;
                }
                return result(mutex::unlock);
            }
            case '8' -> {
                return waiters[m] > 0
                        ? SKIPPED
                        : locked(thread, m, result(() -> inTime(mutex.tryLock(Duration.ZERO))));
            }
            case '9' -> {
                return waiters[m] > 0 || !owns || held[m] != 1
                        ? SKIPPED
                        : result(() -> inTime(cond.await(mutex, Duration.ZERO)));
            }
            default -> {
                if (waiters[m] > 0 || !owns || held[m] != 1) {
                    return SKIPPED;
                }
                held[m]--;
                return locked(thread, m, await(m, () -> cond.await(mutex)));
            }
        }
    }

    private int locked(int thread, int m, int result) {
        if (result == 0) {
            owners[m] = thread;
            held[m]++;
        }
        return result;
    }

    private int await(int m, Runnable call) {
        waiters[m]++;
        int result = result(call); // one that is cancelled counts for ever
        waiters[m]--;
        return result;
    }

    private static void inTime(boolean isInTime) {
        if (!isInTime) {
            throw new PosixException(Errno.ETIMEDOUT, "its time is over");
        }
    }

    private static int result(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (PosixException e) {
            return e.errno().number();
        }
    }
}
