package signalkit.lessons.waitinloop;

import signalkit.explorer.Plan;

/** A thread is woken for each byte of the many that it wants, and then there is plenty. */
public final class LittleByLittle extends Reservations {
    private static final int WANTED = 150;
    private static final int PLENTY = 100_000_000;

    @Override
    void threads(Plan plan) {
        plan.thread("collector", () -> reserve(WANTED));
        plan.main(
                () -> {
                    for (int i = 0; i < WANTED; i++) {
                        sleep(1);
                        give(1);
                    }
                    give(PLENTY);
                    reserve(PLENTY);
                });
    }
}
