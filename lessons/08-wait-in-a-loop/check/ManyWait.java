package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;
import signalkit.posix.ipc.Sem;

/**
 * Four threads wait, one after the other, and one byte is enough for the first of them alone.
 *
 * <p>A sleep ends when no other thread can continue. So all four wait before there is a byte.
 */
public final class ManyWait extends Reservations {
    private static final int LARGE = 3;

    @Override
    void threads(Plan plan) {
        Sem served = new Sem("small is served", 0);
        plan.thread(
                "small",
                () -> {
                    reserve(1);
                    served.post();
                });
        plan.mayWait("large");
        for (int i = 1; i <= LARGE; i++) {
            int millis = i;
            plan.thread(
                    "large-" + i,
                    () -> {
                        sleep(millis);
                        reserve(2);
                    });
        }
        plan.main(
                () -> {
                    sleep(LARGE + 1);
                    give(1);
                    served.await();
                });
    }
}
