package lesson;

import java.util.List;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.SignalFd;

/** One poll waits for two descriptors: the requests, and a signalfd. */
public final class ServeLoop implements RequestLoop {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private final Pipe requests = new Pipe();
    private SignalFd signals;

    @Override
    public void prepare() {
        Signals.sigmask(How.BLOCK, TERM); // The client inherits it: no thread takes TERM.
        signals = new SignalFd(TERM);
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        boolean isLast = false;
        while (!isLast) {
            awaitOne();
            isLast = signals.poll() != null; // Before the requests: those that came first are there.
            for (Byte each = requests.poll(); each != null; each = requests.poll()) {
                serve.accept(each);
            }
        }
    }

    private void awaitOne() {
        try {
            Poll.poll(List.of(requests, signals), Poll.FOREVER);
        } catch (PosixException interrupted) {
            // EINTR: another signal was handled. A look does no harm.
        }
    }
}
