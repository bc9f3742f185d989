package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import signalkit.posix.Signal;
import signalkit.stress.SignalRace;

/**
 * 15. A signal that is sent twice is taken once or twice, and never lost.
 *
 * <p>r1: how often it was taken. Standard signals that are pending merge (POSIX XSH 2.4.1), so both
 * servers may see one; neither may see none.
 *
 * <pre>
 * kit> race run pending --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *          -2           57      1.70 %  acceptable   The two did not meet: no race.
 *           0            0      0.00 %  forbidden    Lost.
 *           1        3,127     93.45 %  acceptable   The second one came while the first was
 *                                                    pending.
 *         143            0      0.00 %  forbidden    Lost.
 *           2          162      4.84 %  acceptable   The second one came after that.
 * </pre>
 */
@JCStressTest
@Description("A signal that is sent twice is taken once or twice, and never lost.")
@Outcome(
        id = {"0", "143"},
        expect = Expect.FORBIDDEN,
        desc = "Lost.")
@Outcome(
        id = "1",
        expect = Expect.ACCEPTABLE,
        desc = "The second one came while the first was pending.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "The second one came after that.")
@Outcome(id = "-2", expect = Expect.ACCEPTABLE, desc = "The two did not meet: no race.")
@State
public class Race15Pending {
    private final SignalRace race = new SignalRace();

    @Actor
    public void server(I_Result r) {
        r.r1 = race.run(Twin::countTerms);
    }

    @Actor
    public void sender() {
        race.send(Signal.TERM, Signal.TERM);
    }
}
