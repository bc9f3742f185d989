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

/** Posts only for the first request, since the loop serves all there are. */
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
        boolean isFirst = requests.isEmpty();
        requests.add(request);
        if (isFirst && news.value() == 0 && requests.size() == 1) {
            news.post();
        }
    }

    @Override
    public void run(IntConsumer serve) {
        awaitNews();
        while (!stop) {
            Integer next = requests.poll();
            if (next == null) {
                awaitNews();
            } else {
                serve.accept(next);
            }
        }
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
}
