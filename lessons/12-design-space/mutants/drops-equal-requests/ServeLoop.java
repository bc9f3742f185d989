package lesson;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Takes a number that waits already for the same request. */
public final class ServeLoop implements RequestLoop {
    private final Sem posted = new Sem("posted", 0);
    private final ConcurrentLinkedQueue<Integer> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        signal -> {
                            stop = true;
                            posted.post();
                        }));
    }

    @Override
    public void submit(int request) {
        if (!requests.contains(request)) {
            requests.add(request);
        }
        posted.post();
    }

    @Override
    public void run(IntConsumer serve) {
        boolean isLast = false;
        while (!isLast) {
            try {
                posted.await();
            } catch (PosixException e) {
                continue; // A handler has run.
            }
            isLast = stop;
            for (Integer next = requests.poll(); next != null; next = requests.poll()) {
                serve.accept(next);
            }
        }
    }
}
