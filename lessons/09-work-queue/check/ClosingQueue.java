package signalkit.lessons.workqueue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import signalkit.course.check.ChosenClass;
import signalkit.course.stress.SampleWatchdog;

/**
 * A job that the learner's queue accepted is run, even when the queue is shut down meanwhile.
 *
 * <p>No actor waits, so that no queue can stop jcstress while it races. What is left is taken when
 * both are over; a queue that is still open then gets one more job first, or it would wait.
 */
@JCStressTest
@Description("A job that the queue accepted is run, also when it is shut down meanwhile.")
@Outcome(id = "LOST", expect = Expect.FORBIDDEN, desc = "Accepted, and never run.")
@Outcome(id = "RUN", expect = Expect.ACCEPTABLE, desc = "Accepted, and run.")
@Outcome(id = "REFUSED", expect = Expect.ACCEPTABLE, desc = "Not accepted.")
@State
public class ClosingQueue {
    private static final int JOB = 1;
    private static final int LAST = 2;

    private static final SampleWatchdog WATCH = SampleWatchdog.begin();

    private final JobQueue queue =
            ChosenClass.make(JobQueue.class, ClosingQueue.class.getClassLoader());
    private boolean accepted;

    /** The thread that has work. */
    @Actor
    public void add() {
        accepted = queue.add(JOB);
    }

    /** The thread that closes the queue. */
    @Actor
    public void shutdown() {
        queue.shutdown();
    }

    /**
     * A worker that runs after both.
     *
     * @param seen what became of the job
     */
    @Arbiter
    public void work(L_Result seen) {
        queue.add(LAST);
        boolean run = false;
        for (int job = queue.take(); job != 0 && job != LAST; job = queue.take()) {
            run |= job == JOB;
        }
        WATCH.sampleEnded();
        seen.r1 = run ? "RUN" : accepted ? "LOST" : "REFUSED";
    }
}
