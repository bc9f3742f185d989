package signalkit.lessons.notathread;

import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives during one more add, after many. */
public final class TakeAfterMany extends Scene<JobList> {
    /** A list that is careful at first is not careful enough. */
    private final int calls = beyond(60, 5_000);

    private final Taker taker = new Taker(subject);

    /** With the learner's list. */
    public TakeAfterMany() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        for (int i = 0; i < calls; i++) {
            subject.add(i);
            subject.takeAll(new int[1]);
        }
        subject.add(1);
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(() -> subject.add(2));
        plan.signal(Signal.TERM, "main");
        plan.atEnd("after many calls, no job is lost or doubled", this::isEachThereOnce);
    }

    private void onTerm(Signal signal) {
        taker.onTerm(0);
    }

    private boolean isEachThereOnce() {
        taker.takeAll();
        return taker.taken().equals(List.of(1, 2));
    }
}
