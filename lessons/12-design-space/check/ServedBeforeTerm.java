package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM is not sent before the request is served, and USR1 interrupts main meanwhile. */
public final class ServedBeforeTerm extends RequestScene {
    @Override
    void scene(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        plan.signal(Signal.USR1, "main");
        plan.thread(
                "client",
                () -> {
                    subject.submit(2);
                    awaitPost(served);
                    term();
                });
        plan.main(this::serve);
        plan.atEnd("the request is served", () -> isServed(2));
    }
}
