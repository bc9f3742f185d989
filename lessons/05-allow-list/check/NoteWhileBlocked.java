package signalkit.lessons.allowlist;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller has a signal mask of its own, and finds it afterwards as it was. */
public final class NoteWhileBlocked extends Scene<SignalLog> {
    private static final List<SignalSet> MASKS =
            List.of(
                    SignalSet.EMPTY,
                    SignalSet.of(Signal.HUP),
                    SignalSet.of(Signal.HUP, Signal.USR1, Signal.TERM));

    private final List<String> taken = new ArrayList<>();
    private int hangups;
    private boolean isKept = true;
    private boolean isEarly;
    private boolean isHangupEarly;

    /** With the learner's log. */
    public NoteWhileBlocked() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            subject.install();
            isKept &= Signals.sigmask().equals(mask);
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        Signals.sigaction(Signal.HUP, Sigaction.handler(signal -> hangups++));
        plan.main(this::use);
        plan.atEnd("HUP stays out while the caller blocks it", () -> !isHangupEarly);
        plan.atEnd("every method leaves the mask of its caller as it was", () -> isKept);
        plan.atEnd("nothing is told while the signals are blocked", () -> !isEarly);
        plan.atEnd(
                "USR1 and TERM are told once they are unblocked",
                () -> taken.equals(List.of("TERM", "USR1 1")));
        plan.atEnd("TERM is requested from then on", subject::isStopRequested);
    }

    private void use() {
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
            Signals.raise(Signal.USR1);
            Signals.sigmask(How.SETMASK, mask);
            for (Signal signal : mask) {
                Signals.raise(signal);
            }
            int before = hangups;
            isEarly |= subject.isStopRequested();
            isKept &= Signals.sigmask().equals(mask);
            isEarly |= !lines(mask).equals(List.of("USR1 1"));
            isEarly |= !lines(mask).isEmpty();
            isHangupEarly |= hangups > before;
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        SignalSet other = SignalSet.of(Signal.HUP);
        Signals.sigmask(How.SETMASK, other);
        taken.addAll(lines(other));
    }

    /** Those that there are now; the mask must stay. */
    private List<String> lines(SignalSet mask) {
        List<String> lines = subject.takeLines();
        isKept &= Signals.sigmask().equals(mask);
        return lines;
    }
}
