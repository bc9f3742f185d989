package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.ipc.Sem;

/** Gives what is free to those that wait; each waits for a semaphore of its own. */
public final class ByteBudget implements Budget {
    private static final class Request {
        private final int bytes;
        private final Sem granted = new Sem("granted", 0);

        Request(int bytes) {
            this.bytes = bytes;
        }
    }

    private final Mutex mutex = new Mutex("budget");

    // mutex must be held when using these:
    private int free;
    private final List<Request> requests = new ArrayList<>();

    @Override
    public void reserve(int bytes) {
        Request request = new Request(bytes);
        mutex.lock();
        requests.add(request);
        serve();
        mutex.unlock();
        boolean isGranted = false;
        while (!isGranted) {
            try {
                request.granted.await();
                isGranted = true;
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void release(int bytes) {
        mutex.lock();
        free += bytes;
        serve();
        mutex.unlock();
    }

    private void serve() {
        for (Request request : List.copyOf(requests)) {
            if (free >= request.bytes) {
                free -= request.bytes;
                requests.remove(request);
                request.granted.post();
            }
        }
    }
}
