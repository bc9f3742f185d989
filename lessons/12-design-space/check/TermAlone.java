package signalkit.lessons.designspace;

import signalkit.explorer.Plan;
import signalkit.posix.Signal;

/** TERM arrives at any moment, twice, and there is no request. */
public final class TermAlone extends RequestScene {
    @Override
    void scene(Plan plan) {
        allowTerm();
        plan.signal(Signal.TERM);
        plan.signal(Signal.TERM);
        plan.main(this::serve);
    }
}
