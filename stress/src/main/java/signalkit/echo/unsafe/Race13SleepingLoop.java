package signalkit.echo.unsafe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import signalkit.stress.LoopRace;

/**
 * 13. A loop that sleeps wakes when another thread asks it to end.
 *
 * <p>r1: whether the loop ended because it was asked to. A loop that nobody wakes ends by a timer.
 *
 * <pre>
 * kit> race run sleeping-loop --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *          -1            0      0.00 %  interesting  The two break the list of timers.
 *          -2           61      2.20 %  acceptable   The two did not meet: no race.
 *           0        2,706     97.69 %  interesting  It sleeps on, and the server with it (D10).
 *           1            3      0.11 %  acceptable   It ends.
 * </pre>
 */
@JCStressTest
@Description("A loop that sleeps wakes when another thread asks it to end.")
@Outcome(
        id = "0",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "It sleeps on, and the server with it (D10).")
@Outcome(
        id = "-1",
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "The two break the list of timers.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It ends.")
@Outcome(id = "-2", expect = Expect.ACCEPTABLE, desc = "The two did not meet: no race.")
@State
public class Race13SleepingLoop {
    private final LoopRace race = new LoopRace(Twin.base());

    @Actor
    public void loop() {
        race.sleep(Twin.PATIENCE);
    }

    @Actor
    public void ask() {
        race.ask(Twin::end);
    }

    @Arbiter
    public void look(I_Result r) {
        r.r1 = race.result();
        race.free();
    }
}
