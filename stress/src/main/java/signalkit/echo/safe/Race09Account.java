package signalkit.echo.safe;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import signalkit.echo.server.Journal;

/**
 * 9. Nobody reads an account in which more connections have ended than were accepted.
 *
 * <p>r1: the connections that are open. Both servers keep this account, so neither may be wrong.
 *
 * <pre>
 * kit> race run account --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        -\d+            0      0.00 %  forbidden    Fewer than none are open.
 *           0       23,381     98.40 %  acceptable   Before, between or after.
 *           1          381      1.60 %  acceptable   Before, between or after.
 * </pre>
 */
@JCStressTest
@Description("Nobody reads an account in which more have ended than were accepted.")
@Outcome(id = "-\\d+", expect = Expect.FORBIDDEN, desc = "Fewer than none are open.")
@Outcome(
        id = {"0", "1"},
        expect = Expect.ACCEPTABLE,
        desc = "Before, between or after.")
@State
public class Race09Account {
    private final Journal journal = new Journal(true);

    @Actor
    public void comeAndGo() {
        journal.accepted.incrementAndGet();
        journal.drained.incrementAndGet();
    }

    @Actor
    public void look(I_Result r) {
        r.r1 = (int) journal.open();
    }
}
