package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * 3. A job that a worker has taken off the queue is run, also when the worker is told to end.
 *
 * <p>r1: the worker runs the job; r2: the job is still in the queue.
 *
 * <pre>
 * kit> race run dropped-job --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        0, 0            0      0.00 %  forbidden    Thrown away.
 *        1, 0        7,026    100.00 %  acceptable   Run.
 * </pre>
 */
@JCStressTest
@Description(
        "A job that a worker has taken off the queue is run, also when the worker is told to end.")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "Thrown away.")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Run.")
@State
public class Race03DroppedJob {
    private final WorkQueue queue = Twin.queue(2012, 1);
    private final Worker worker = queue.workers;

    public Race03DroppedJob() {
        Twin.add(queue, Twin.job());
    }

    @Actor
    public void take(II_Result r) {
        r.r1 = queue.take(worker) == null ? 0 : 1;
    }

    @Actor
    public void tell() {
        Twin.tell(queue, worker);
    }

    @Arbiter
    public void look(II_Result r) {
        r.r2 = queue.jobs == null ? 0 : 1;
    }
}
