package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** A read that a handler ends means that TERM has arrived. */
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();

    @Override
    public void prepare() {
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> requests.write((byte) 0)));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        int request = 1;
        while (request != 0) {
            try {
                request = requests.read();
            } catch (PosixException e) {
                return;
            }
            if (request != 0) {
                serve.accept(request);
            }
        }
    }
}
