package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * 12. Two workers never get the same job.
 *
 * <p>r1, r2: which of two jobs each worker got. Both servers hold the queue's lock here.
 *
 * <pre>
 * kit> race run same-job --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        1, 1            0      0.00 %  forbidden    Run twice, and the other one never.
 *        1, 2       32,069     51.64 %  acceptable   One each.
 *        2, 1       30,029     48.36 %  acceptable   One each.
 *        2, 2            0      0.00 %  forbidden    Run twice, and the other one never.
 * </pre>
 */
@JCStressTest
@Description("Two workers never get the same job.")
@Outcome(
        id = {"1, 1", "2, 2"},
        expect = Expect.FORBIDDEN,
        desc = "Run twice, and the other one never.")
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One each.")
@State
public class Race12SameJob {
    private final WorkQueue queue = Twin.queue(2015, 2);
    private final Worker one = queue.workers;
    private final Worker other = one.next;
    private final Job first = Twin.job();

    public Race12SameJob() {
        Twin.add(queue, first);
        Twin.add(queue, Twin.job());
    }

    @Actor
    public void one(II_Result r) {
        r.r1 = queue.take(one) == first ? 1 : 2;
    }

    @Actor
    public void other(II_Result r) {
        r.r2 = queue.take(other) == first ? 1 : 2;
    }
}
