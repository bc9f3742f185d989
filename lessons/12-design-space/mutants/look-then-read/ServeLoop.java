package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Looks at the flag before each read, which the handler ends with EINTR. */
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        while (!stop) {
            try {
                serve.accept(requests.read());
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
        for (Byte rest = requests.poll(); rest != null; rest = requests.poll()) {
            serve.accept(rest);
        }
    }
}
