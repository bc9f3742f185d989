package signalkit.echo.safe;

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
 * 14. Nobody asks a loop to end that is freed already.
 *
 * <p>r1: whether those who asked, for INT and for TERM, found a loop. Until it hears of the first
 * it turns, so that it ends soon.
 *
 * <pre>
 * kit> race run freed-loop --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *          -1            0      0.00 %  forbidden    The two break the list of timers.
 *          -2           44      0.30 %  acceptable   The two did not meet: no race.
 *           0            0      0.00 %  forbidden    The request got lost.
 *           1       14,630     99.70 %  acceptable   It was there.
 *           2            0      0.00 %  forbidden    Use after free.
 * </pre>
 */
@JCStressTest
@Description("Nobody asks a loop to end that is freed already.")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "Use after free.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "The two break the list of timers.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "The request got lost.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It was there.")
@Outcome(id = "-2", expect = Expect.ACCEPTABLE, desc = "The two did not meet: no race.")
@State
public class Race14FreedLoop {
    private final LoopRace race = new LoopRace(Twin.base());

    @Actor
    public void loop() {
        race.work();
        race.free();
    }

    @Actor
    public void ask() {
        race.ask(Twin::endTwice);
    }

    @Arbiter
    public void look(I_Result r) {
        r.r1 = race.result();
    }
}
