package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives at any moment, without a request, and once more when the loop has ended. */
public final class TermAlone extends RequestScene {
    @Override
    void scene(Plan plan) {
        allowTerm();
        plan.signal(Signal.TERM);
        plan.main(
                () -> {
                    serve();
                    Signals.kill(Signal.TERM);
                });
    }
}
