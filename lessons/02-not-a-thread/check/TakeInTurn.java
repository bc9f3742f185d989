package signalkit.lessons.notathread;

import java.util.ArrayList;
import java.util.List;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives before, between and after the adds, never within one. */
public final class TakeInTurn extends Scene<JobList> {
    private final Taker taker = new Taker(subject);
    private final List<List<Integer>> takenBy = new ArrayList<>();

    /** With the learner's list. */
    public TakeInTurn() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(
                () -> {
                    take();
                    subject.add(30);
                    take();
                    take();
                    subject.add(500);
                    subject.add(40);
                    take();
                });
        plan.atEnd(
                "TERM takes nothing, then 30, nothing, and last 40 and 500",
                () ->
                        takenBy.equals(
                                List.of(
                                        List.of(),
                                        List.of(30),
                                        List.of(30),
                                        List.of(30, 40, 500))));
        plan.atEnd(
                "takeAll leaves the mask of the handler as it was", () -> !taker.hasChangedMask());
    }

    private void onTerm(Signal signal) {
        taker.onTerm(0);
    }

    private void take() {
        Signals.raise(Signal.TERM);
        takenBy.add(taker.taken());
    }
}
