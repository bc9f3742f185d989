package signalkit.lessons.reentrant;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The caller of put and drain has a signal mask of its own, and finds it afterwards as it was. */
public final class UseWhileBlocked extends Scene<EventRing> {
    private static final List<SignalSet> MASKS =
            List.of(
                    SignalSet.EMPTY,
                    SignalSet.of(Signal.TERM),
                    SignalSet.of(Signal.TERM, Signal.USR1));

    private final List<Integer> drained = new ArrayList<>();
    private int handlers;
    private int terms;
    private boolean isEarly;
    private boolean isTermEarly;
    private boolean isTermKept = true;
    private boolean isKept = true;
    private boolean isKeptInHandler = true;

    /** With the learner's ring. */
    public UseWhileBlocked() {
        super(EventRing.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onUser));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> terms++));
        plan.main(this::use);
        plan.atEnd("TERM stays out while the caller blocks it", () -> !isTermEarly);
        plan.atEnd("TERM stays blocked for a caller that blocks it", () -> isTermKept);
        plan.atEnd("USR1 stays out while the caller blocks it", () -> !isEarly);
        plan.atEnd("put and drain leave their caller's mask as it was", () -> isKept);
        plan.atEnd("put leaves the mask of the handler as it was", () -> isKeptInHandler);
        plan.atEnd(
                "the events are drained as they were put in",
                () -> drained.equals(List.of(1, 2, 3, 99)));
    }

    private void onUser(Signal signal) {
        handlers++;
        SignalSet mask = Signals.sigmask();
        subject.put(99);
        isKeptInHandler &= Signals.sigmask().equals(mask);
    }

    private void use() {
        int event = 0;
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            for (Signal signal : mask) {
                Signals.raise(signal);
            }
            int before = terms;
            subject.put(++event);
            compare(mask);
            drained.addAll(subject.drain());
            compare(mask);
            useAtTheEnds(mask);
            isTermEarly |= terms > before;
        }
        Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
        drained.addAll(subject.drain());
    }

    /** An empty ring that is drained, and a full one that refuses. */
    private void useAtTheEnds(SignalSet mask) {
        drained.addAll(subject.drain());
        compare(mask);
        for (int i = 0; i <= EventRing.CAPACITY; i++) {
            subject.put(50);
            compare(mask);
        }
        subject.drain();
    }

    private void compare(SignalSet mask) {
        SignalSet found = Signals.sigmask();
        isEarly |= handlers > 0;
        isTermKept &= !mask.contains(Signal.TERM) || found.contains(Signal.TERM);
        isKept &= found.equals(mask);
    }
}
