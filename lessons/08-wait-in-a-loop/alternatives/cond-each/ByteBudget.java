package lesson;

import java.util.ArrayList;
import java.util.List;
import signalkit.lessons.waitinloop.Budget;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Gives what is free to those that wait, so that nobody else can take it first. */
public final class ByteBudget implements Budget {
    private static final class Request {
        private final int bytes;
        private final Cond cond = new Cond("granted");
        private boolean isGranted;

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
        mutex.lock();
        if (free >= bytes) {
            free -= bytes;
        } else {
            Request request = new Request(bytes);
            requests.add(request);
            while (!request.isGranted) {
                request.cond.await(mutex);
            }
        }
        mutex.unlock();
    }

    @Override
    public void release(int bytes) {
        mutex.lock();
        free += bytes;
        for (Request request : List.copyOf(requests)) {
            if (free >= request.bytes) {
                free -= request.bytes;
                requests.remove(request);
                request.isGranted = true;
                request.cond.signal();
            }
        }
        mutex.unlock();
    }
}
