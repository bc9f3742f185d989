package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.ipc.Sem;

/** Two bytes come one by one. A thread that wants two gets them, though another waits for four. */
public final class OneByOne extends Reservations {
    @Override
    void threads(Plan plan) {
        Sem served = new Sem("small is served", 0);
        plan.thread("large", () -> reserve(4));
        plan.thread(
                "small",
                () -> {
                    reserve(2);
                    served.post();
                });
        plan.main(
                () -> {
                    give(1);
                    give(1);
                    served.await();
                    give(4);
                });
    }
}
