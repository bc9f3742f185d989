package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Takes a number that a request may have for the end. */
public final class ServeLoop implements RequestLoop {
    private static final int STOP = 127;

    private final Pipe requests = new Pipe();

    @Override
    public void prepare() {
        Signals.sigaction(
                Signal.TERM, Sigaction.handler(signal -> requests.write((byte) STOP)));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        for (int request = next(); request != STOP; request = next()) {
            serve.accept(request);
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
