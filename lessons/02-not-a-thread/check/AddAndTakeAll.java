package signalkit.lessons.notathread;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** TERM arrives while the main thread adds jobs, and its handler takes them all. */
public class AddAndTakeAll extends Scene<JobList> {
    private static final int ROOM = 16;
    private static final int NEVER = -1;

    private final int[] taken = new int[ROOM];
    private int count = NEVER;

    /** With the learner's list. */
    public AddAndTakeAll() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(
                () -> {
                    subject.add(1);
                    subject.add(2);
                });
        plan.signal(Signal.TERM, "main");
        plan.show("list", subject::size);
        plan.always("size can be asked at any time", () -> subject.size() >= 0);
        plan.atEnd("the handler of TERM has run", () -> count != NEVER);
        plan.atEnd("each job is there once", this::isEachThereOnce);
        plan.atEnd("what is taken is gone", this::isEmpty);
    }

    private void onTerm(Signal signal) {
        count = subject.takeAll(taken);
    }

    private boolean isEachThereOnce() {
        int size = subject.size();
        int[] left = new int[ROOM];
        int rest = subject.takeAll(left);
        IntStream all =
                IntStream.concat(Arrays.stream(taken, 0, count), Arrays.stream(left, 0, rest));
        return size == rest && all.sorted().boxed().toList().equals(List.of(1, 2));
    }

    private boolean isEmpty() {
        return subject.size() == 0 && subject.takeAll(new int[ROOM]) == 0;
    }
}
