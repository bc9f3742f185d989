package signalkit.lessons.selfdeadlock;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** USR1 arrives twice while the main thread counts and asks, and notes each time. */
public final class CountAndNoteTwice extends Scene<Meter> {
    private static final int BYTES = 11;

    private final Meter other = another();
    private int begun;
    private int counted;
    private boolean isBlocked;
    private boolean hasEvents = true;
    private boolean hasBytes = true;

    /** With the learner's meters. */
    public CountAndNoteTwice() {
        super(Meter.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(this::onSignal));
        plan.main(this::count);
        plan.signal(Signal.USR1, "main");
        plan.signal(Signal.USR1, "main");
        plan.atEnd("count does not leave USR1 blocked", () -> !isBlocked);
        plan.atEnd("USR1 has noted something", () -> subject.noted() != null);
        plan.atEnd("each note has the events of its moment", () -> hasEvents);
        plan.atEnd("each note has the bytes of just these events", () -> hasBytes);
        plan.atEnd("a second meter has its own totals", this::isOtherAlone);
    }

    private void count() {
        for (int i = 0; i < 2; i++) {
            begun++;
            subject.count(BYTES);
            counted++;
            subject.noted();
        }
        isBlocked = Signals.sigmask().contains(Signal.USR1);
    }

    /** An event that is being counted may be in the note, or not yet. */
    private void onSignal(Signal signal) {
        subject.onSignal(signal);
        String noted = String.valueOf(subject.noted());
        hasEvents &= noted.startsWith(counted + "/") || noted.startsWith(begun + "/");
        hasBytes &= noted.equals(totals(counted)) || noted.equals(totals(begun));
    }

    private static String totals(int events) {
        return events + "/" + events * BYTES;
    }

    private boolean isOtherAlone() {
        other.count(1);
        other.onSignal(Signal.USR1);
        return "1/1".equals(other.noted());
    }
}
