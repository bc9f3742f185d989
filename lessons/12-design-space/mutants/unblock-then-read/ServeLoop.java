package lesson;

import java.util.function.IntConsumer;
import signalkit.lessons.designspace.RequestLoop;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Blocks TERM while it looks at the flag, and lets it in for the read. */
public final class ServeLoop implements RequestLoop {
    private final Pipe requests = new Pipe();
    private volatile boolean stop;

    @Override
    public void prepare() {
        Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> stop = true));
    }

    @Override
    public void submit(int request) {
        requests.write((byte) request);
    }

    @Override
    public void run(IntConsumer serve) {
        while (!stop) {
            Signals.sigmask(How.UNBLOCK, SignalSet.of(Signal.TERM));
            try {
                serve.accept(requests.read());
            } catch (PosixException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
            Signals.sigmask(How.BLOCK, SignalSet.of(Signal.TERM));
        }
        for (Byte rest = requests.poll(); rest != null; rest = requests.poll()) {
            serve.accept(rest);
        }
    }
}
