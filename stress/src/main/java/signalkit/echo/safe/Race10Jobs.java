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
 * 10. Nobody reads an account in which more jobs have run than were submitted.
 *
 * <p>r1: the jobs that were submitted and have not run. Both servers keep this account.
 *
 * <pre>
 * kit> race run jobs --time 1s
 * JDK 17.0.15, Linux amd64, 2 processors
 *
 *      RESULT      SAMPLES      FREQ    EXPECT       MEANS
 *        -\d+            0      0.00 %  forbidden    Run before it was submitted.
 *           0      720,268     92.96 %  acceptable   Before, between or after.
 *           1       54,566      7.04 %  acceptable   Before, between or after.
 * </pre>
 */
@JCStressTest
@Description("Nobody reads an account in which more jobs have run than were submitted.")
@Outcome(id = "-\\d+", expect = Expect.FORBIDDEN, desc = "Run before it was submitted.")
@Outcome(
        id = {"0", "1"},
        expect = Expect.ACCEPTABLE,
        desc = "Before, between or after.")
@State
public class Race10Jobs {
    private final Journal journal = new Journal(true);

    @Actor
    public void submitAndRun() {
        journal.submitted.incrementAndGet();
        journal.run.incrementAndGet();
    }

    @Actor
    public void look(I_Result r) {
        var counters = journal.counters();
        r.r1 = (int) (counters.get("submitted") - counters.get("run"));
    }
}
