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
 * 17. A signal that comes while threads are made is left to the one that waits for it.
 *
 * <p>r1: who took it. Every thread inherits its maker's mask (POSIX pthread_create()), so the one
 * who blocks first and makes threads then is safe.
 *
 * <pre>
 * kit> race run inherited --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *          -2           64      1.63 %  acceptable   The two did not meet: no race.
 *           0            0      0.00 %  forbidden    A thread that works, or the whole process.
 *           1        3,858     98.37 %  acceptable   The thread that waits for it.
 *         143            0      0.00 %  forbidden    A thread that works, or the whole process.
 * </pre>
 */
@JCStressTest
@Description("A signal that comes while threads are made is left to the one that waits for it.")
@Outcome(
        id = {"0", "143"},
        expect = Expect.FORBIDDEN,
        desc = "A thread that works, or the whole process.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The thread that waits for it.")
@Outcome(id = "-2", expect = Expect.ACCEPTABLE, desc = "The two did not meet: no race.")
@State
public class Race17Inherited {
    private final SignalRace race = new SignalRace();

    @Actor
    public void server(I_Result r) {
        r.r1 = race.run(Twin::takeWhileThreadsAreMade);
    }

    @Actor
    public void sender() {
        race.send(Signal.TERM);
    }
}
