package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Pipe;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Serves requests until the handler of TERM has put a mark behind them. */
public final class ServeLoop implements RequestLoop {
    private static final int STOP = 0;

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
        for (int request = requests.read(); request != STOP; request = requests.read()) {
            serve.accept(request);
        }
    }
}
