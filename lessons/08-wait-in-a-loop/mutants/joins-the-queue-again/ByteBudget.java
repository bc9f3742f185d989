package lesson;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.ipc.Sem;

/** A thread whose wait a handler has interrupted stands in the queue twice, and is served twice. */
public final class ByteBudget implements Budget {
    private static final class Waiter {
        final int bytes;
        final Sem granted = new Sem("granted", 0);

        Waiter(int bytes) {
            this.bytes = bytes;
        }
    }

    private final Mutex mutex = new Mutex("budget");

    // mutex must be held when using these:
    private final List<Waiter> waiters = new ArrayList<>();
    private int free;

    @Override
    public void reserve(int bytes) {
        Waiter self = new Waiter(bytes);
        boolean interrupted;
        do {
            mutex.lock();
            waiters.add(self);
            grant();
            mutex.unlock();
            interrupted = isInterrupted(self.granted);
        } while (interrupted);
    }

    private static boolean isInterrupted(Sem granted) {
        try {
            granted.await();
            return false;
        } catch (PosixException e) {
            if (e.errno() != Errno.EINTR) {
                throw e;
            }
            return true;
        }
    }

    /** The mutex must be held. */
    private void grant() {
        for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
            Waiter waiter = each.next();
            if (waiter.bytes <= free) {
                free -= waiter.bytes;
                each.remove();
                waiter.granted.post();
            }
        }
    }

    @Override
    public void release(int bytes) {
        mutex.lock();
        free += bytes;
        grant();
        mutex.unlock();
    }
}
