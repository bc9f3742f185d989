package signalkit.lessons.selfdeadlock;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of count has a signal mask of its own, and finds it afterwards as it was. */
public final class CountWhileBlocked extends Scene<Meter> {
    private static final List<SignalSet> MASKS =
            List.of(
                    SignalSet.EMPTY,
                    SignalSet.of(Signal.TERM),
                    SignalSet.of(Signal.USR1),
                    SignalSet.of(Signal.USR1, Signal.TERM));

    private static final int[] BYTES = {0, 5, 100_000, 30_000_000};

    private int handlers;
    private boolean isEarly;
    private boolean isKept = true;
    private boolean isKeptInHandler = true;

    /** With the learner's meter. */
    public CountWhileBlocked() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> handlers++));
        plan.main(this::count);
        plan.atEnd("what the caller of count blocks stays out", () -> !isEarly);
        plan.atEnd("count leaves its caller's signal mask as it was", () -> isKept);
        plan.atEnd("onSignal leaves the handler's mask as it was", () -> isKeptInHandler);
        plan.atEnd(
                "the last USR1 notes all 16 events and their bytes",
                () -> "16/120400020".equals(subject.noted()));
    }

    private void onUser(Signal signal) {
        handlers++;
        SignalSet mask = Signals.sigmask();
        subject.onSignal(signal);
        isKeptInHandler &= Signals.sigmask().equals(mask);
    }

    private void count() {
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            for (Signal signal : mask) {
                Signals.raise(signal);
            }
            count(another(), mask);
            count(subject, mask);
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
    }

    private void count(Meter meter, SignalSet mask) {
        int before = handlers;
        for (int bytes : BYTES) {
            meter.count(bytes);
            isKept &= Signals.sigmask().equals(mask);
        }
        isEarly |= handlers > before;
    }
}
