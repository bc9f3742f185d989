package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * 11. Two requests to shut down, at once, cost no job that waits.
 *
 * <p>r1: the jobs that were run after both.
 *
 * <pre>
 * kit> race run double-shutdown --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0            0      0.00 %  forbidden    Dropped.
 *           1       16,466    100.00 %  acceptable   Run, once.
 * </pre>
 */
@JCStressTest
@Description("Two requests to shut down, at once, cost no job that waits.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "Dropped.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Run, once.")
@State
public class Race11DoubleShutdown {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;

    public Race11DoubleShutdown() {
        Twin.add(queue, Twin.job());
    }

    @Actor
    public void first() {
        Twin.shutdown(queue);
    }

    @Actor
    public void second() {
        Twin.shutdown(queue);
    }

    @Arbiter
    public void rest(I_Result r) {
        r.r1 = Twin.runRest(queue, worker);
    }
}
