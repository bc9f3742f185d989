package lesson;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Wakes up at each request, and looks for TERM once a minute. */
public final class ServeLoop implements RequestLoop {
    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();
    private final Sem submitted = new Sem("submitted", 0);
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void submit(int request) {
        requests.add(request);
        submitted.post();
    }

    @Override
    public void run(IntConsumer serve) {
        boolean last;
        do {
            try {
                submitted.await(Duration.ofMinutes(1));
            } catch (PosixException interrupted) {
                // EINTR: some handler has run on this thread.
            }
            last = stop;
            for (Integer each = requests.poll(); each != null; each = requests.poll()) {
                serve.accept(each);
            }
        } while (!last);
    }
}
