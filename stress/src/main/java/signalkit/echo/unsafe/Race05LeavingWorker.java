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
 * 5. Every worker is told to end, also when another one leaves meanwhile.
 *
 * <p>r1: the second worker of the list was told.
 *
 * <pre>
 * kit> race run leaving-worker --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0        7,406     66.97 %  interesting  Never told: it waits forever, and so does who
 *                                                    joins it (D8).
 *           1        3,652     33.03 %  acceptable   Told.
 * </pre>
 */
@JCStressTest
@Description("Every worker is told to end, also when another one leaves meanwhile.")
@Outcome(
        id = "0",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "Never told: it waits forever, and so does who joins it (D8).")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Told.")
@State
public class Race05LeavingWorker {
    private final WorkQueue queue = Twin.queue(2015, 2);
    private final Worker first = queue.workers;
    private final Worker second = first.next;

    @Actor
    public void shutdown() {
        Twin.shutdown(queue);
    }

    @Actor
    public void leave() {
        Twin.leave(first);
    }

    @Arbiter
    public void look(I_Result r) {
        r.r1 = Twin.isTold(queue, second) ? 1 : 0;
    }
}
