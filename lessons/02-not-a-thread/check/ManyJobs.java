package signalkit.lessons.notathread;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** Two lists, many jobs, any numbers; and ordinary code takes jobs, too. */
public final class ManyJobs extends Scene<JobList> {
    /** Of 20 jobs: negative, 0, and large ones, each of them twice. */
    private static final int[] NUMBERS =
            IntStream.range(0, 20).map(i -> (i % 10 - 5) * 429_496_729).sorted().toArray();

    private static final List<SignalSet> MASKS =
            List.of(SignalSet.EMPTY, SignalSet.of(Signal.USR1), SignalSet.of(Signal.TERM));

    private final JobList other = another();
    private int[] taken;
    private int left;
    private boolean isKept = true;

    /** With the learner's lists. */
    public ManyJobs() {
        super(JobList.class);
    }

    @Override
    public void prepare(Plan plan) {
        Signals.sigaction(Signal.TERM, Sigaction.handler(this::onTerm));
        plan.main(this::use);
        plan.atEnd("takeAll takes all 20 jobs", () -> Arrays.equals(taken, NUMBERS));
        plan.atEnd("a second list keeps its own job", () -> left == 1);
        plan.atEnd("takeAll leaves its caller's signal mask as it was", () -> isKept);
    }

    private void use() {
        other.add(5);
        for (int job : NUMBERS) {
            subject.add(job);
        }
        Signals.raise(Signal.TERM);
        left = other.size();
        for (SignalSet mask : MASKS) {
            Signals.sigmask(How.SETMASK, mask);
            other.takeAll(new int[1]);
            isKept &= Signals.sigmask().equals(mask);
        }
    }

    private void onTerm(Signal signal) {
        int[] jobs = new int[NUMBERS.length];
        int count = subject.takeAll(jobs);
        taken = Arrays.copyOf(jobs, count);
        Arrays.sort(taken);
    }
}
