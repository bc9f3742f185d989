package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Wakes up for the mark, and then believes the flag. */
public final class ServeLoop implements RequestLoop {
    private static final int STOP = 0;

    private final Pipe requests = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        signal -> {
                            stop = true;
                            requests.write((byte) STOP);
                        }));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        int request = next();
        while (!stop) {
            serve.accept(request);
            request = next();
        }
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
