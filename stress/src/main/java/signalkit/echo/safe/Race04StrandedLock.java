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
 * 4. A worker that ends does not take the lock with it.
 *
 * <p>r1: the lock is free in the end.
 */
@JCStressTest
@Description("A worker that ends does not take the lock with it.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "Held for ever.")
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
