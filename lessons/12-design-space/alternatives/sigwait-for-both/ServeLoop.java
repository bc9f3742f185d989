package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** One sigwait for both: a request is announced with USR2. */
public final class ServeLoop implements RequestLoop {
    private static final SignalSet BOTH = SignalSet.of(Signal.USR2, Signal.TERM);

    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();

    @Override
    public void prepare() {
        Signals.sigmask(How.BLOCK, BOTH);
    }

    @Override
    public void submit(int request) {
        requests.add(request);
        Signals.kill(Signal.USR2);
    }

    @Override
    public void run(IntConsumer serve) {
        boolean stop = false;
        while (!stop) {
            stop = Signals.sigwait(BOTH) == Signal.TERM;
            serveAll(serve);
        }
    }

    private void serveAll(IntConsumer serve) {
        for (Integer next = requests.poll(); next != null; next = requests.poll()) {
            serve.accept(next);
        }
    }
}
