package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Pipe;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Serves requests until TERM sets a flag. */
// TODO: end after TERM, whenever it arrives and whichever thread takes it; lose no request.
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Sigaction action = Sigaction.handler(signal -> stop = true);
        Signals.sigaction(Signal.TERM, action.withFlags(Sigaction.Flag.RESTART));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        while (!stop) {
            serve.accept(requests.read());
        }
        for (Byte rest = requests.poll(); rest != null; rest = requests.poll()) {
            serve.accept(rest);
        }
    }
}
