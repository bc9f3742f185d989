package lesson;

import java.util.List;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Unblocks TERM and then polls, in two steps: TERM falls between them. */
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
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
            isLast = stop; // Before the requests: those that came before TERM are there.
            for (Byte each = requests.poll(); each != null; each = requests.poll()) {
                serve.accept(each);
            }
        }
    }

    private void awaitOne() {
        try {
            Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM));
            Poll.poll(List.of(requests), Poll.FOREVER);
        } catch (PosixException interrupted) {
            // EINTR: a handler has run, perhaps that of TERM.
        }
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
    }
}
