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
 * 7. Jobs are run in the order in which they came.
 *
 * <p>r1: the first of two that one client thread has added is run first.
 *
 * <pre>
 * kit> race run order --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0            0      0.00 %  forbidden    Out of order.
 *           1       50,034    100.00 %  acceptable   In order.
 * </pre>
 */
@JCStressTest
@Description("Jobs are run in the order in which they came.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "Out of order.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "In order.")
@State
public class Race07Order {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;
    private final Job first = Twin.job();
    private final Job second = Twin.job();

    @Actor
    public void add() {
        Twin.add(queue, first);
        Twin.add(queue, second);
    }

    @Actor
    public void addOther() {
        Twin.add(queue, Twin.job());
    }

    @Arbiter
    public void look(I_Result r) {
        Job job = queue.take(worker);
        while (job != first && job != second) {
            job = queue.take(worker);
        }
        r.r1 = job == first ? 1 : 0;
    }
}
