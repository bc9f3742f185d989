package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * TERM is sent without a request, and once more when the loop has ended. USR1 interrupts main at
 * any moment, and is no reason to end.
 */
public final class TermAlone extends RequestScene {
    @Override
    void scene(Plan plan) {
        if (Signals.sigaction(Signal.USR1).disposition() == Sigaction.Disposition.DEFAULT) {
            Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> {}));
        }
        plan.signal(Signal.USR1, "main");
        plan.thread("sender", this::term);
        plan.main(
                () -> {
                    serve();
                    Signals.kill(Signal.TERM);
                });
    }
}
