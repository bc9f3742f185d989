package signalkit.lessons.selfdeadlock;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of count has a signal mask of its own, and finds it afterwards as it was. */
public final class CountWhileBlocked extends Scene<Meter> {
    private static final List<SignalSet> MASKS =
            List.of(
                    SignalSet.EMPTY,
                    SignalSet.of(Signal.TERM),
                    SignalSet.of(Signal.USR1, Signal.TERM));

    private boolean isKept = true;

    /** With the learner's meter. */
    public CountWhileBlocked() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        plan.main(
                () -> {
                    for (SignalSet mask : MASKS) {
                        Signals.sigmask(How.SETMASK, mask);
                        subject.count(5);
                        isKept &= Signals.sigmask().equals(mask);
                    }
                });
        plan.atEnd("count leaves its caller's signal mask as it was", () -> isKept);
    }
}
