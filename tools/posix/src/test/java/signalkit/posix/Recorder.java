package signalkit.posix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records deliveries: a handler that notes the signal, the thread, and the mask it ran with. */
final class Recorder implements SignalHandler {
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final List<Pthread> threads = new CopyOnWriteArrayList<>();
    private final List<SignalSet> masks = new CopyOnWriteArrayList<>();
    private final Runnable then;

    Recorder() {
        this(() -> {});
    }

    /** A recorder that goes on with something else. */
    Recorder(Runnable then) {
        this.then = then;
    }

    @Override
    public void handle(Signal signal) {
        Pthread self = Pthread.self();
        signals.add(signal);
        threads.add(self);
        masks.add(SignalSet.ofBits(self.mask));
        then.run();
    }

    /** This recorder as the action of some signals. */
    Recorder catching(Signal... caught) {
        for (Signal signal : caught) {
            Signals.sigaction(signal, Sigaction.handler(this));
        }
        return this;
    }

    int count() {
        return signals.size();
    }

    List<Signal> signals() {
        return List.copyOf(signals);
    }

    List<Pthread> threads() {
        return List.copyOf(threads);
    }

    List<SignalSet> masks() {
        return List.copyOf(masks);
    }
}
