package signalkit.echo.unsafe;

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
 * 16. A signal that two threads could take is taken by one of them.
 *
 * <p>r1: how many took it. It holds for handlers and for sigwait (POSIX XSH 2.4.1, sigwait()).
 *
 * <pre>
 * kit> race run two-takers --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *          -2          123      4.33 %  acceptable   The two did not meet: no race.
 *           0            0      0.00 %  forbidden    Lost.
 *           1        2,717     95.67 %  acceptable   One of them.
 *         143            0      0.00 %  forbidden    Lost.
 *           2            0      0.00 %  forbidden    Taken by both.
 * </pre>
 */
@JCStressTest
@Description("A signal that two threads could take is taken by one of them.")
@Outcome(
        id = {"0", "143"},
        expect = Expect.FORBIDDEN,
        desc = "Lost.")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "Taken by both.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "One of them.")
@Outcome(id = "-2", expect = Expect.ACCEPTABLE, desc = "The two did not meet: no race.")
@State
public class Race16TwoTakers {
    private final SignalRace race = new SignalRace();

    @Actor
    public void server(I_Result r) {
        r.r1 = race.run(Twin::countTakers);
    }

    @Actor
    public void sender() {
        race.send(Signal.TERM);
    }
}
