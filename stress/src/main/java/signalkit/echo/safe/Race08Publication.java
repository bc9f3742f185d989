package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * 8. A worker that is told to end sees what was written before.
 *
 * <p>r1: the worker is told; r2: the reason that was written first.
 *
 * <pre>
 * kit> race run publication --full --time 200ms
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        0, 0      891,782     40.69 %  acceptable   Not told yet.
 *        0, 1      163,584      7.46 %  acceptable   Not told yet.
 *        1, 0            0      0.00 %  forbidden    Told without the reason.
 *        1, 1    1,136,478     51.85 %  acceptable   Told, and the reason is there.
 * </pre>
 */
@JCStressTest
@Description("A worker that is told to end sees what was written before.")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "Told without the reason.")
@Outcome(
        id = {"0, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "Not told yet.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Told, and the reason is there.")
@State
public class Race08Publication {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;
    private int reason;

    @Actor
    public void tell() {
        reason = 1;
        Twin.tell(queue, worker);
    }

    @Actor
    public void look(II_Result r) {
        r.r1 = Twin.isTold(queue, worker) ? 1 : 0;
        r.r2 = reason;
    }
}
