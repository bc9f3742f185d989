package signalkit.echo.unsafe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * 0. A violation that is there for sure, so that the check of all others can be seen to fail.
 *
 * <p>It has no twin, and only {@code StressTest} asks for it. r1: the job is still there.
 *
 * <pre>
 * kit> race run seeded --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0      309,298    100.00 %  forbidden    Dropped, as every job is.
 *           1            0      0.00 %  acceptable   Still there.
 * </pre>
 */
@JCStressTest
@Description(
        "A violation that is there for sure, so that the check of all others can be seen to fail.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "Dropped, as every job is.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Still there.")
@State
public class Race00Seeded {
    private final WorkQueue queue = Twin.queue(2015, 1);

    @Actor
    public void dropAll(I_Result r) {
        Twin.add(queue, Twin.job());
        Twin.shutdown(queue);
        r.r1 = queue.jobs == null ? 0 : 1;
    }
}
