package signalkit.echo.unsafe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/**
 * 6. A worker that looks again and again sees that it is told to end.
 *
 * <pre>
 * kit> race run plain-flag --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *       STALE            2     40.00 %  interesting  It never sees it: the flag is plain, and the
 *                                                    compiler has read it once (D2).
 *  TERMINATED            3     60.00 %  acceptable   It has seen it.
 * </pre>
 */
@JCStressTest(Mode.Termination)
@Description("A worker that looks again and again sees that it is told to end.")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "It has seen it.")
@Outcome(
        id = "STALE",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "It never sees it: the flag is plain, and the compiler has read it once (D2).")
@State
public class Race06PlainFlag {
    private final WorkQueue queue = Twin.queue(2015, 1);
    private final Worker worker = queue.workers;

    @Actor
    public void look() {
        while (!Twin.isTold(queue, worker)) {}
    }

    @Signal
    public void tell() {
        Twin.tell(queue, worker);
    }
}
