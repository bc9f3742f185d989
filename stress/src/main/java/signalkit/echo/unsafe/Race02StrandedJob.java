package signalkit.echo.unsafe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * 2. Nothing is left in the queue when it was shut down and all workers have ended.
 *
 * <p>r1: jobs that are left.
 *
 * <pre>
 * kit> race run stranded-job --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0      102,253     53.20 %  acceptable   Nothing is left.
 *           1       89,957     46.80 %  interesting  The job came after the shutdown: it waits
 *                                                    forever.
 * </pre>
 */
@JCStressTest
@Description("Nothing is left in the queue when it was shut down and all workers have ended.")
@Outcome(
        id = "1",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "The job came after the shutdown: it waits forever.")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing is left.")
@State
public class Race02StrandedJob {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;

    @Actor
    public void add() {
        Twin.add(queue, Twin.job());
    }

    @Actor
    public void shutdown() {
        Twin.shutdown(queue);
    }

    @Arbiter
    public void count(I_Result r) {
        Twin.runRest(queue, worker);
        r.r1 = queue.jobs == null ? 0 : 1;
    }
}
