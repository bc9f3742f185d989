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
 * 4. A worker that ends does not take the lock with it.
 *
 * <p>r1: the lock is free in the end.
 *
 * <pre>
 * kit> race run stranded-lock --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *           0        5,047     61.47 %  interesting  Held forever by a worker that has ended:
 *                                                    every add hangs (D4).
 *           1        3,163     38.53 %  acceptable   Free.
 * </pre>
 */
@JCStressTest
@Description("A worker that ends does not take the lock with it.")
@Outcome(
        id = "0",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "Held forever by a worker that has ended: every add hangs (D4).")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Free.")
@State
public class Race04StrandedLock {
    private final WorkQueue queue = Twin.queue(2014, 1);
    private final Worker worker = queue.workers;

    public Race04StrandedLock() {
        Twin.add(queue, Twin.job());
    }

    @Actor
    public void take() {
        queue.take(worker);
    }

    @Actor
    public void tell() {
        Twin.tell(queue, worker);
    }

    @Arbiter
    public void look(I_Result r) {
        r.r1 = queue.jobsMutex.owner() == null ? 1 : 0;
    }
}
