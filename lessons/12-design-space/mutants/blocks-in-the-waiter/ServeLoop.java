package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The waiter blocks TERM, and the others do not. */
public final class ServeLoop implements RequestLoop {
    private static final int STOP = 0;

    private final Pipe requests = new Pipe();

    @Override
    public void prepare() {
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        Pthread waiter =
                Pthread.create(
                        "waiter",
                        () -> {
                            Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
                            Signals.sigwait(SignalSet.of(Signal.TERM));
                            requests.write((byte) STOP);
                        });
        for (int request = next(); request != STOP; request = next()) {
            serve.accept(request);
        }
        waiter.join();
    }

    private int next() {
        while (true) {
            try {
                return requests.read();
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }
}
