package signalkit.explorer.jdk.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;

/**
 * Stands for {@link java.util.concurrent.Exchanger}.
 *
 * @param <V> what is exchanged
 */
public class ModelExchanger<V> {
    private static final class Offer<V> {
        private final V given;
        private V taken;
        private boolean matched;

        Offer(V given) {
            this.given = given;
        }
    }

    private final String name = Here.name("Exchanger");
    private final List<Offer<V>> offers = new ArrayList<>();

    /** As in Exchanger. */
    public ModelExchanger() {}

    /** As in Exchanger. */
    public V exchange(V given) throws InterruptedException {
        try {
            return exchange(given, Here.NEVER);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** As in Exchanger, on the run's clock. */
    public V exchange(V given, long time, TimeUnit unit)
            throws InterruptedException, TimeoutException {
        return exchange(given, Here.deadline(unit.toNanos(time)));
    }

    private V exchange(V given, long deadline) throws InterruptedException, TimeoutException {
        Here.awaitInterruptibly(
                Here.interruptible(
                        this, "offers to the " + name, "nothing", () -> true, Here.NEVER, null));
        // The step above acquires; this one releases what the partner is to see.
        Here.step(this, Effect.WRITE, "meets at the " + name);
        if (!offers.isEmpty()) {
            Offer<V> other = offers.remove(0);
            other.taken = given;
            other.matched = true;
            return other.given;
        }
        Offer<V> mine = new Offer<>(given);
        offers.add(mine);
        try {
            boolean inTime =
                    Here.awaitPartner(
                            this,
                            "exchanges at the " + name,
                            "a partner at the " + name,
                            () -> mine.matched,
                            deadline);
            if (!inTime) {
                throw new TimeoutException();
            }
        } finally {
            offers.remove(mine);
        }
        return mine.taken;
    }
}
