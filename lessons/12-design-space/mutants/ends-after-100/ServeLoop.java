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

/** A hundred requests are enough for one run. */
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
        int count = 0;
        do {
            awaitEvent();
            last = stop; // First, so that the look below finds all that came before TERM.
            for (Integer each = requests.poll(); each != null; each = requests.poll()) {
                serve.accept(each);
                count++;
            }
        } while (!last && count < 100);
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
