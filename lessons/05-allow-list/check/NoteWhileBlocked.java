package signalkit.lessons.allowlist;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
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
    private boolean isKept = true;
    private boolean isEarly;

    /** With the learner's log. */
    public NoteWhileBlocked() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        SignalSet before = Signals.sigmask();
        subject.install();
        isKept = Signals.sigmask().equals(before);
        plan.main(this::use);
        plan.atEnd("every method leaves the mask of its caller as it was", () -> isKept);
        plan.atEnd("nothing is told while the signals are blocked", () -> !isEarly);
        plan.atEnd(
                "USR1 and TERM are told once they are unblocked",
                () -> taken.equals(List.of("TERM", "USR1 1")));
    }

    private void use() {
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            if (mask.contains(Signal.TERM)) {
                Signals.raise(Signal.TERM);
                Signals.raise(Signal.USR1);
            }
            boolean isRequested = subject.isStopRequested();
            isEarly |= isRequested || !subject.takeLines().isEmpty();
            isKept &= Signals.sigmask().equals(mask);
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        taken.addAll(subject.takeLines());
    }
}
