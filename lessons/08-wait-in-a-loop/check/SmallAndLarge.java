package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.ipc.Sem;

/** One byte is free. A thread that wants one gets it, though another one waits for two. */
public final class SmallAndLarge extends Reservations {
    @Override
    void threads(Plan plan) {
        Sem served = new Sem("small is served", 0);
        plan.thread("large", () -> reserve(2));
        plan.thread(
                "small",
                () -> {
                    reserve(1);
                    served.post();
                });
        plan.main(
                () -> {
                    give(1);
                    served.await();
                    give(2);
                });
    }
}
