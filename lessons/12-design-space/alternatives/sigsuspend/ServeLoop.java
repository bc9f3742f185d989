package lesson;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.How;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Unblocks both signals and waits for a handler in one step. */
public final class ServeLoop implements RequestLoop {
    private static final SignalSet BOTH = SignalSet.of(Signal.USR2, Signal.TERM);

    private final Queue<Integer> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean stop;
    private Pthread main;

    @Override
    public void prepare() {
        main = Pthread.self();
        Signals.sigmask(How.BLOCK, BOTH);
        Signals.sigaction(Signal.USR2, Sigaction.handler(signal -> {}));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void submit(int request) {
        requests.add(request);
        Signals.pthreadKill(main, Signal.USR2);
    }

    @Override
    public void run(IntConsumer serve) {
        while (!stop) {
            Signals.sigsuspend(SignalSet.EMPTY);
            serveAll(serve);
        }
        serveAll(serve);
    }

    private void serveAll(IntConsumer serve) {
        for (Integer next = requests.poll(); next != null; next = requests.poll()) {
            serve.accept(next);
        }
    }
}
