package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Looks at the flag after the requests: one may come between the two looks. */
public final class ServeLoop implements RequestLoop {
    private static final byte LOOK = 1;

    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();
    private final Pipe events = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        signal -> {
                            stop = true;
                            events.write(LOOK); // A full pipe does no harm: the loop looks anyway.
                        }));
    }

    @Override
    public void submit(int request) {
        requests.add(request);
        events.write(LOOK);
    }

    @Override
    public void run(IntConsumer serve) {
        boolean last;
        do {
            awaitEvent();
            for (Integer each = requests.poll(); each != null; each = requests.poll()) {
                serve.accept(each);
            }
            last = stop;
        } while (!last);
    }

    private void awaitEvent() {
        while (true) {
            try {
                events.read();
                return;
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }
}
