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

/** TERM is blocked but in ppoll, so it never falls between the look at the flag and the wait. */
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();
    private volatile boolean stop;
    private SignalSet outside;

    @Override
    public void prepare() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
        outside = Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
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
            Poll.ppoll(List.of(requests), Poll.FOREVER, outside.without(Signal.TERM));
        } catch (PosixException interrupted) {
            // EINTR: a handler has run, perhaps that of TERM.
        }
    }
}
