package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Waits for TERM, and then serves all that was submitted. */
public final class ServeLoop implements RequestLoop {
    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();

    @Override
    public void prepare() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
    }

    @Override
    public void submit(int request) {
        requests.add(request);
    }

    @Override
    public void run(IntConsumer serve) {
        Signals.sigwait(SignalSet.of(Signal.TERM));
        serveAll(serve);
    }

    private void serveAll(IntConsumer serve) {
        for (Integer next = requests.poll(); next != null; next = requests.poll()) {
            serve.accept(next);
        }
    }
}
