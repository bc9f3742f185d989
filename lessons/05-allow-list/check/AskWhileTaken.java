package signalkit.lessons.allowlist;

import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM has come. One thread asks for it while another one takes the lines. */
public final class AskWhileTaken extends Scene<SignalLog> {
    private boolean isRequested;

    /** With the learner's log. */
    public AskWhileTaken() {
        super(SignalLog.class);
    }

    @Override
    public void prepare(Plan plan) {
        subject.install();
        plan.main(
                () -> {
                    Signals.raise(Signal.TERM);
                    Pthread asker =
                            Pthread.create("asker", () -> isRequested = subject.isStopRequested());
                    subject.takeLines();
                    asker.join();
                });
        plan.atEnd("TERM is requested while its line is taken", () -> isRequested);
    }
}
