package signalkit.posix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records deliveries: a handler that notes the signal, the thread, and the mask it ran with. */
public final class Recorder implements SignalHandler {
    /** One call of the handler; whoever counts it sees all of it. */
    private record Handled(Signal signal, Pthread thread, SignalSet mask) {}

    private final List<Handled> deliveries = new CopyOnWriteArrayList<>();
    private final Runnable then;

    public Recorder() {
        this(() -> {});
    }

    /** A recorder that goes on with something else. */
    public Recorder(Runnable then) {
        this.then = then;
    }

    @Override
    public void handle(Signal signal) {
        Pthread self = Pthread.self();
        deliveries.add(new Handled(signal, self, SignalSet.ofBits(self.mask)));
        then.run();
    }

    /** This recorder as the action of some signals. */
    public Recorder catching(Signal... caught) {
        for (Signal signal : caught) {
            Signals.sigaction(signal, Sigaction.handler(this));
        }
        return this;
    }

    public int count() {
        return deliveries.size();
    }

    public List<Signal> signals() {
        return deliveries.stream().map(Handled::signal).toList();
    }

    public List<Pthread> threads() {
        return deliveries.stream().map(Handled::thread).toList();
    }

    public List<SignalSet> masks() {
        return deliveries.stream().map(Handled::mask).toList();
    }
}
