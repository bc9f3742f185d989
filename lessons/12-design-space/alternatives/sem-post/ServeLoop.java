package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Waits for a semaphore that clients and the handler of TERM post. */
public final class ServeLoop implements RequestLoop {
    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();
    private final Sem news = new Sem("news", 0);
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        signal -> {
                            stop = true;
                            news.post();
                        }));
    }

    @Override
    public void submit(int request) {
        requests.add(request);
        news.post();
    }

    @Override
    public void run(IntConsumer serve) {
        while (!stop) {
            awaitNews();
            serveAll(serve);
        }
        serveAll(serve);
    }

    private void awaitNews() {
        boolean isWaiting = true;
        while (isWaiting) {
            try {
                news.await();
                isWaiting = false;
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    private void serveAll(IntConsumer serve) {
        for (Integer next = requests.poll(); next != null; next = requests.poll()) {
            serve.accept(next);
        }
    }
}
