package lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Cond;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A thread waits for TERM. The loop keeps its lock while it serves. */
public final class ServeLoop implements RequestLoop {
    private final Mutex mutex = new Mutex("loop");
    private final Cond changed = new Cond("loop");

    // mutex must be held when using these:
    private final Deque<Integer> requests = new ArrayDeque<>();
    private boolean stop;

    @Override
    public void prepare() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
    }

    @Override
    public void submit(int request) {
        mutex.lock();
        requests.addLast(request);
        changed.signal();
        mutex.unlock();
    }

    @Override
    public void run(IntConsumer serve) {
        Pthread waiter =
                Pthread.create(
                        "waiter",
                        () -> {
                            Signals.sigwait(SignalSet.of(Signal.TERM));
                            stop();
                        });
        mutex.lock();
        while (!stop || !requests.isEmpty()) {
            if (requests.isEmpty()) {
                changed.await(mutex);
            } else {
                int request = requests.removeFirst();
                serve.accept(request);
            }
        }
        mutex.unlock();
        waiter.join();
    }

    private void stop() {
        mutex.lock();
        stop = true;
        changed.signal();
        mutex.unlock();
    }
}
