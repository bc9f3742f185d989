package signalkit.echo.unsafe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * 1. A job that the queue has taken is run, also when it is shut down meanwhile.
 *
 * <p>r1: the queue has taken the job; r2: how many jobs a worker gets to run after both.
 *
 * <pre>
 * kit> race run lost-job --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        1, 0       56,914    100.00 %  interesting  The client was accepted and is never served.
 *        1, 1            0      0.00 %  acceptable   Served.
 * </pre>
 */
@JCStressTest
@Description("A job that the queue has taken is run, also when it is shut down meanwhile.")
@Outcome(
        id = "1, 0",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "The client was accepted and is never served.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Served.")
@State
public class Race01LostJob {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;

    @Actor
    public void add(II_Result r) {
        r.r1 = Twin.add(queue, Twin.job()) ? 1 : 0;
    }

    @Actor
    public void shutdown() {
        Twin.shutdown(queue);
    }

    @Arbiter
    public void run(II_Result r) {
        r.r2 = Twin.runRest(queue, worker);
    }
}
